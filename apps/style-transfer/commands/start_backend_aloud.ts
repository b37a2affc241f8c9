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
  const started = await startBackend(options);
  if (started.reason !== undefined) output.write(`${started.reason}\n`);
  return started;
}
