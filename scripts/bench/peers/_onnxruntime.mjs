/** What onnxruntime-node and onnxruntime-web share: sessions made from the model that comes along. */

import { readFile, writeFile } from "node:fs/promises";
import { Unsupported } from "../_shared/host.js";
import { fillInput, fillNoise, probe } from "../_shared/inputs.js";

/** Handlers over one of the two packages; `session` holds its options. */
export function onnxHandlers(ort, { start, session }) {
  async function open(model) {
    return await ort.InferenceSession.create(Buffer.from(model, "base64"), await session());
  }

  async function prepareConv({ inputShape: [n, h, w, c], outputs, pass }, payload) {
    if (pass !== "forward") throw new Unsupported("inference only");
    const opened = await open(payload.model);
    const values = new Float32Array(n * h * w * c);
    fillNoise(values, payload.seed);
    const x = new ort.Tensor("float32", toFirst(values, n, c), [n, c, h, w]);
    return {
      run: async () => void await opened.run({ x }),
      probe: async () => ({
        y: probe(toLast((await opened.run({ x })).y.data, n, outputs), payload.probes),
      }),
      release: () => opened.release(),
    };
  }

  return {
    start,
    async prepare({ case: one, payload }) {
      if (one.op === "conv") return await prepareConv(one, payload);
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

/** Channels last to channels first. */
function toFirst(values, n, c) {
  const positions = values.length / n / c;
  return values.map((_, i) => {
    const [image, channel, position] = [
      Math.floor(i / (c * positions)),
      Math.floor(i / positions) % c,
      i % positions,
    ];
    return values[(image * positions + position) * c + channel];
  });
}

/** And back: the same with channels and positions in each other's place. */
function toLast(values, n, c) {
  return toFirst(values, n, values.length / n / c);
}
