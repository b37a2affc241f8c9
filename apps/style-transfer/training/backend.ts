/** The backend that training and painting run on. */

// Core registers no gradients under Deno and Node; this import does, as a side effect.
import "@tensorflow/tfjs-layers";
import { type EvenkeelBackend, registerEvenkeel } from "@evenkeel/tfjs/backend";
import * as tf from "@tensorflow/tfjs-core";

/** How to start. */
export interface StartOptions {
  /** Default: as many as there are processors, 8 at most. Results do not depend on it. */
  readonly threads?: number | undefined;
}

/**
 * Starts our own CPU backend, once; says its name and its threads.
 *
 * @throws {RangeError} If the number of threads is not valid.
 */
export async function startBackend({ threads }: StartOptions = {}): Promise<string> {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  if (tf.findBackend("evenkeel") === null) {
    await registerEvenkeel(threads === undefined ? {} : { threads });
  }
  await tf.setBackend("evenkeel");
  await tf.ready();
  const count = (tf.backend() as EvenkeelBackend).engine.threads;
  return `${tf.getBackend()} (${count} ${count === 1 ? "thread" : "threads"})`;
}
