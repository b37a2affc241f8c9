/** jax-js on its WebAssembly device, each pass one compiled function. */

import { readFile } from "node:fs/promises";
import process from "node:process";
import { serve } from "../_shared/host.js";
import { affineInput, fillInput, probe } from "../_shared/inputs.js";

// It looks for WebGPU there, and Node 20 has no such global.
globalThis.navigator ??= {};
const { blockUntilReady, defaultDevice, init, jit, numpy: np, vjp } = await import("@jax-js/jax");

const EPSILON = 1e-5;

/** It has no batch or instance norm, so this is what its users write. */
function normOf({ op, layout, sizes }) {
  const positions = layout === "channels-first" ? [2, 3] : [1, 2];
  const axis = op === "instance" ? positions : [0, ...positions];
  const broadcast = layout === "channels-first" ? [1, sizes[1], 1, 1] : [1, 1, 1, sizes[1]];
  return (x, gamma, beta) => {
    const centered = x.ref.sub(np.mean(x, axis, { keepdims: true }));
    const variance = np.mean(np.square(centered.ref), axis, { keepdims: true });
    const xhat = centered.div(np.sqrt(variance.add(EPSILON)));
    return xhat.mul(gamma.reshape(broadcast)).add(beta.reshape(broadcast));
  };
}

function input(shape, stream) {
  const values = new Float32Array(shape.reduce((a, b) => a * b));
  fillInput(values, stream);
  return np.array(values).reshape(shape);
}

await serve({
  async start() {
    await init();
    defaultDevice("wasm");
    const manifest = new URL("node_modules/@jax-js/jax/package.json", import.meta.url);
    return `jax-js ${JSON.parse(await readFile(manifest)).version}, Node ${process.versions.node}`;
  },

  async prepare({ case: one }) {
    const [n, c, h, w] = one.sizes;
    const shape = one.layout === "channels-first" ? [n, c, h, w] : [n, h, w, c];
    const norm = normOf(one);
    const affine = affineInput(c);
    const inputs = [input(shape, "x"), np.array(affine.gamma), np.array(affine.beta)];
    if (one.pass !== "forward") inputs.push(input(shape, "dy"));
    await blockUntilReady(inputs.map((array) => array.ref));
    const compiled = one.pass === "forward"
      ? jit((x, g, b) => [norm(x, g, b)])
      : jit((x, g, b, dy) => {
        const [y, backward] = vjp(norm, [x, g, b]);
        return [y, ...backward(dy)];
      });
    const call = () => blockUntilReady(compiled(...inputs.map((array) => array.ref)));
    return {
      run: async () => (await call()).forEach((array) => array.dispose()),
      async probe() {
        const outputs = await call();
        const numbers = await Promise.all(outputs.map(async (array) => probe(await array.data())));
        const [y, dx, dgamma] = numbers;
        return one.pass === "forward" ? { y } : { y, dx, dgamma };
      },
      release: () => inputs.forEach((array) => array.dispose()),
    };
  },
});
