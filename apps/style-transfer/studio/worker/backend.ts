/** The backend that the worker paints on. */

import { type EvenkeelBackend, registerEvenkeel } from "@evenkeel/tfjs/backend";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";

/** Starts our own backend, on every core, or cpu where there is no SIMD WebAssembly; says which. */
export async function startBrowserBackend(): Promise<string> {
  try {
    await registerEvenkeel();
  } catch {
    await tf.setBackend("cpu");
    return "plain JavaScript (slow: this browser has no SIMD WebAssembly)";
  }
  await tf.setBackend("evenkeel");
  const { engine } = tf.backend() as EvenkeelBackend;
  return engine.threads > 1 ? `SIMD WebAssembly, ${engine.threads} threads` : "SIMD WebAssembly";
}
