/** onnxruntime-node: native code. */

import { readFile } from "node:fs/promises";
import process from "node:process";
import * as ort from "onnxruntime-node";
import { serve } from "../_shared/host.js";
import { onnxHandlers } from "./_onnxruntime.mjs";

let threads = 1;

await serve(onnxHandlers(ort, {
  async start(options) {
    threads = options.threads;
    const manifest = new URL("node_modules/onnxruntime-node/package.json", import.meta.url);
    return `onnxruntime-node ${
      JSON.parse(await readFile(manifest)).version
    }, Node ${process.versions.node}`;
  },
  session: () => ({ intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 3 }),
}));
