/** onnxruntime-web: WebAssembly, in Node. */

import { readFile } from "node:fs/promises";
import process from "node:process";
import * as ort from "onnxruntime-web";
import { serve } from "../_shared/host.js";
import { onnxHandlers } from "./_onnxruntime.mjs";

await serve(onnxHandlers(ort, {
  async start({ threads }) {
    ort.env.wasm.numThreads = threads;
    ort.env.logLevel = "error";
    const manifest = new URL("node_modules/onnxruntime-web/package.json", import.meta.url);
    return `onnxruntime-web ${
      JSON.parse(await readFile(manifest)).version
    }, Node ${process.versions.node}`;
  },
  session: () => ({ executionProviders: ["wasm"], logSeverityLevel: 3 }),
}));
