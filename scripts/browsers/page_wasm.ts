/** The stock wasm backend in a page's worker: its files are beside our modules. */

import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { env } from "@tensorflow/tfjs-core";

// Its threads look for their own file beside the page, and do not start in a worker.
env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
setWasmPaths("/wasm/");

export * from "@tensorflow/tfjs-backend-wasm";
