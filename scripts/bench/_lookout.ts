/** Looks how quiet the host is: known work on two processors at once. */

import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { spin } from "./_spin.ts";

/** Looks, until it is closed. */
export interface Lookout {
  /**
   * Milliseconds that the slower of two processors takes.
   *
   * @throws {LookoutError} If its thread has ended.
   */
  look(): Promise<number>;
  close(): Promise<void>;
}

/** That nobody looks any more; no contender is to blame. */
export class LookoutError extends Error {
  override readonly name = "LookoutError";
}

/** Starts a thread to look with. */
export async function startLookout(): Promise<Lookout> {
  const worker = new Worker(new URL("./_spin_worker.ts", import.meta.url));
  const gone = new Promise<never>((_, reject) => {
    worker.once(
      "error",
      (cause) => reject(new LookoutError("the thread that watches the host failed", { cause })),
    );
    worker.once(
      "exit",
      (code) =>
        reject(new LookoutError(`the thread that watches the host ended with exit code ${code}`)),
    );
  });
  // Whoever looks is told; nobody may be looking.
  gone.catch(() => {});
  const look = async () => {
    const other = Promise.race([once(worker, "message"), gone]);
    worker.postMessage("spin");
    const own = spin();
    return Math.max(own, ...await other);
  };
  // While the thread starts, the two do not work at once.
  await look();
  return { look, close: async () => void await worker.terminate() };
}
