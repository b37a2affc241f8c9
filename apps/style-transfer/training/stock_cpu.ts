/** The stock cpu backend. */

import * as tf from "@tensorflow/tfjs-core";

/**
 * Makes the backend known to TensorFlow.js. It would advertise a native package on its first use; the flag
 * that silences it has the engine check every kernel for leaks, and leak itself a little each time.
 */
export async function importCpu(): Promise<void> {
  await import("@tensorflow/tfjs-backend-cpu");
  // The field is private to its class, whose type the registry does not know either.
  (tf.findBackend("cpu") as unknown as { firstUse: boolean }).firstUse = false;
}
