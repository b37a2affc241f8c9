/** The backend that the worker paints on. */

import "@tensorflow/tfjs-backend-cpu";
import { getThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { WASM_FOLDER } from "../paths.ts";

/** Starts wasm, with a thread for every two cores, or cpu where wasm cannot be had; says which. */
export async function startBrowserBackend(): Promise<string> {
  setWasmPaths(new URL(WASM_FOLDER, location.origin).href);
  if (await tf.setBackend("wasm").catch(() => false)) {
    const threads = getThreadsCount();
    return threads > 1 ? `WebAssembly, ${threads} threads` : "WebAssembly";
  }
  await tf.setBackend("cpu");
  await tf.ready();
  return "plain JavaScript (slow: this browser gave no WebAssembly)";
}
