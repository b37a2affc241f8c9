/** Starting a backend, and saying which one it is. */

import { startBackend, type StartedBackend, type StartOptions } from "../training/backend.ts";
import type { LineOutput } from "../training/progress.ts";

/**
 * Starts a backend; where it was not asked for by name, says in one line which one it is, and why.
 *
 * @throws {BackendError} If the one that was asked for is not there.
 * @throws {RangeError} If the number of threads is not valid.
 */
export async function startBackendAloud(
  options: StartOptions,
  output: LineOutput,
): Promise<StartedBackend> {
  return await beginBackendAloud(options, output)();
}

/** The same, beginning now, while files are read; what it returns waits, and speaks or throws. */
export function beginBackendAloud(
  options: StartOptions,
  output: LineOutput,
): () => Promise<StartedBackend> {
  const starting = startBackend(options);
  // Whoever waits will hear of it, and nobody else wants to.
  starting.catch(() => {});
  return async () => {
    const started = await starting;
    if (started.reason !== undefined) output.write(`${started.reason}\n`);
    return started;
  };
}
