/** What is given is written nowhere else: not around the outputs, and the inputs not at all. */

import { assertBitEqual, guardedArray, randomArray, sizeOf } from "@evenkeel/testing";
import { describe, it } from "@std/testing/bdd";
import { ENGINES, SIMD_ENGINES } from "./_test_engines.ts";
import * as kernels from "./mod.ts";
import type { Engine } from "./engine.ts";

/** Float32Arrays that are filled with the same numbers every time, or between fences. */
interface Given {
  readonly engine: Engine;
  /** An input; it must stay as it is. */
  input(length: number, seed: number): Float32Array;
  /** An output; what lies around it must stay as it is. */
  output(length: number): Float32Array;
}

const shape = [3, 6, 5, 7], size = sizeOf(shape); // 630: no whole number of vectors
const kernel = [6, 3, 5, 3], weights = sizeOf(kernel);

const CALLS: Readonly<Record<string, (given: Given) => unknown>> = {
  contribGroupNorm({ engine, input, output }) {
    const x = input(size, 1), gamma = input(7, 2), beta = input(7, 3);
    const options = { shape, groups: 7, gamma, engine };
    const y = output(size);
    const kept = kernels.contribGroupNorm(x, { ...options, beta, out: { y } });
    const out = { dx: output(size) };
    kernels.contribGroupNormBackward(input(size, 4), x, { ...options, ...kept, out });
  },
  demodulation({ engine, input, output }) {
    const x = input(weights, 1), style = input(6, 2), options = { shape: kernel, engine };
    const out = { y: output(2 * weights) };
    const { rstd } = kernels.demodulation(x, style, { ...options, out });
    kernels.demodulationBackward(input(2 * weights, 3), x, style, { ...options, rstd });
  },
  divisiveNorm({ engine, input, output }) {
    const x = input(size, 1), options = { shape, window: 3, gamma: input(6, 2), engine };
    kernels.divisiveNorm(x, { ...options, beta: input(6, 3), out: { y: output(size) } });
    kernels.divisiveNormBackward(input(size, 4), x, { ...options, out: { dx: output(size) } });
  },
  foldBatchNorm({ input, output }) {
    const [mean, variance] = [input(6, 2), input(6, 3).map(Math.abs)];
    const out = { weight: output(weights) };
    kernels.foldBatchNorm(input(weights, 1), { shape: kernel, mean, variance, out });
  },
  moments({ engine, input, output }) {
    const x = input(size, 1), options = { shape, axes: [0, 2], engine };
    const kept = kernels.moments(x, options);
    const given = { ...options, ...kept, dmean: input(42, 2), dvariance: input(42, 3) };
    kernels.momentsBackward(x, { ...given, out: { dx: output(size) } });
  },
  spectralNorm({ input, output }) {
    const x = input(weights, 1), state = { u: output(6).fill(1), v: output(45).fill(1) };
    const kept = kernels.spectralNorm(x, { shape: kernel, state, out: { y: output(weights) } });
    const options = { shape: kernel, ...kept, out: { dx: output(weights) } };
    kernels.spectralNormBackward(input(weights, 2), x, options);
  },
  weightNorm({ engine, input, output }) {
    const x = input(weights, 1), options = { shape: kernel, axis: 1, gamma: input(3, 2), engine };
    const { rstd } = kernels.weightNorm(x, { ...options, out: { y: output(weights) } });
    const out = { dx: output(weights) };
    kernels.weightNormBackward(input(weights, 3), x, { ...options, rstd, out });
  },
  weightStandardization({ engine, input, output }) {
    const x = input(weights, 1), options = { shape: kernel, axis: -1, engine };
    const { y: _, ...kept } = kernels.weightStandardization(x, {
      ...options,
      out: { y: output(weights) },
    });
    const given = { ...options, ...kept, out: { dx: output(weights) } };
    kernels.weightStandardizationBackward(input(weights, 2), x, given);
  },
  async syncBatchNorm({ engine, input, output }) {
    const x = input(size, 1), gather = (mine: Float64Array) => [mine];
    const running = { mean: output(6), variance: output(6) };
    const options = { shape, gamma: input(6, 2), gather, engine };
    const result = await kernels.syncBatchNorm(x, {
      ...options,
      running,
      out: { y: output(size) },
    });
    const given = { ...options, ...result, out: { dx: output(size) } };
    await kernels.syncBatchNormBackward(input(size, 3), x, given);
  },
  whitening({ input, output }) {
    const x = input(size, 1);
    const { y: _, ...kept } = kernels.whitening(x, { shape, out: { y: output(size) } });
    const out = { dx: output(size) };
    kernels.whiteningBackward(input(size, 2), x, { shape, ...kept, out });
  },
  whiteningColoring({ input, output }) {
    const x = input(size, 1), style = input(size, 2), out = { y: output(size) };
    const { y: _, ...kept } = kernels.whiteningColoring(x, style, { shape, out });
    const options = { shape, ...kept, out: { dx: output(size), dstyle: output(size) } };
    kernels.whiteningColoringBackward(input(size, 3), x, style, options);
  },
};

/** Plain arrays, and arrays that an engine's own code could reach beyond. */
const HOMES: readonly {
  readonly engine: Engine;
  readonly memory: string;
  readonly allocate: (length: number) => Float32Array;
}[] = [
  ...ENGINES.map((engine) => ({
    engine,
    memory: "plain",
    allocate: (length: number) => new Float32Array(length),
  })),
  ...SIMD_ENGINES.map((engine) => ({
    engine,
    memory: "the engine's",
    allocate: (length: number) => engine.allocate(length),
  })),
];

for (const { engine, memory, allocate } of HOMES) {
  describe(`what is given is written nowhere else, ${engine.name}, ${memory} memory`, () => {
    for (const [name, call] of Object.entries(CALLS)) {
      it(name, async () => {
        const checks: (() => void)[] = [];
        await call({
          engine,
          input(length, seed) {
            const { array, assertIntact } = guardedArray(length, allocate);
            const expected = randomArray(length, seed, { type: "float32" });
            array.set(expected);
            checks.push(assertIntact, () => assertBitEqual(array, expected, `input ${seed}`));
            return array;
          },
          output(length) {
            const { array, assertIntact } = guardedArray(length, allocate);
            checks.push(assertIntact);
            return array;
          },
        });
        for (const check of checks) check();
      });
    }
  });
}
