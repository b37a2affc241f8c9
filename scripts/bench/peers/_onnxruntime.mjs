/** What onnxruntime-node and onnxruntime-web share: sessions made from the model that comes along. */

import { readFile, writeFile } from "node:fs/promises";
import { Unsupported } from "../_shared/host.js";
import { fillInput, probe } from "../_shared/inputs.js";

/** Handlers over one of the two packages; `session` holds its options. */
export function onnxHandlers(ort, { start, session }) {
  async function open(model) {
    return await ort.InferenceSession.create(Buffer.from(model, "base64"), await session());
  }

  return {
    start,
    async prepare({ case: one, payload }) {
      if (one.layout !== "channels-first") throw new Unsupported("ONNX knows channels-first only");
      if (one.pass !== "forward") throw new Unsupported("inference only");
      const opened = await open(payload.model);
      const x = new Float32Array(one.sizes.reduce((a, b) => a * b));
      fillInput(x, "x");
      const feeds = { x: new ort.Tensor("float32", x, one.sizes) };
      return {
        run: async () => void await opened.run(feeds),
        probe: async () => ({ y: probe((await opened.run(feeds)).y.data) }),
        release: () => opened.release(),
      };
    },
    async normalize({ x, y, sizes, model, layout }) {
      if (layout !== "channels-first") throw new Unsupported("ONNX knows channels-first only");
      const bytes = await readFile(x);
      const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
      const opened = await open(model);
      const results = await opened.run({ x: new ort.Tensor("float32", values, sizes) });
      await writeFile(y, new Uint8Array(results.y.data.slice().buffer));
      await opened.release();
      return {};
    },
  };
}
