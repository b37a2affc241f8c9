/** The backend that training runs on until the project has its own. */

import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
// Core registers no gradients under Deno and Node; this import does, as a side effect.
import "@tensorflow/tfjs-layers";
import { registerWasmGradients } from "@evenkeel/tfjs/wasm-gradients";
import * as tf from "@tensorflow/tfjs-core";

/** Starts wasm, or cpu where wasm cannot be had; says which. */
export async function startBackend(): Promise<string> {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  registerWasmGradients();
  if (!(await tf.setBackend("wasm"))) await tf.setBackend("cpu");
  await tf.ready();
  return tf.getBackend();
}
