/** Ctrl-C, as something that work can answer to. */

import process from "node:process";

/** The work was stopped before its end, and has said so. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
}

/** Calls `work` with a signal that the first Ctrl-C sets off. The second one ends the program at once. */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const onInterrupt = () => {
    process.off("SIGINT", onInterrupt);
    controller.abort();
  };
  process.on("SIGINT", onInterrupt);
  try {
    return await work(controller.signal);
  } finally {
    process.off("SIGINT", onInterrupt);
  }
}
