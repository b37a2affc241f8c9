/** What is written may be an input, but must not lie across one. */

import { randomArray } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ENGINES, SIMD_ENGINES } from "./_test_engines.ts";
import * as kernels from "./mod.ts";

const shape = [1, 2, 8], size = 16;

/** An array, and another one that begins half its length later, in the same memory. */
function shifted(memory: Float32Array): [Float32Array, Float32Array] {
  return [memory.subarray(0, size), memory.subarray(size / 2, size / 2 + size)];
}

function refuses(name: string, input: string, call: () => unknown): void {
  const message = `${name} must not overlap ${input}, unless it is ${input} itself`;
  assertThrows(call, RangeError, message);
}

const MEMORIES = [
  ...ENGINES.map((engine) => ({ engine, memory: "plain", array: new Float32Array(2 * size) })),
  ...SIMD_ENGINES.map((engine) => ({ engine, memory: "own", array: engine.allocate(2 * size) })),
];

for (const { engine, memory, array } of MEMORIES) {
  describe(`outputs that lie across inputs, ${engine.name}, ${memory} memory`, () => {
    const [x, y] = shifted(array), other = new Float32Array(size);
    const options = { shape, engine };
    const kept = { mean: new Float64Array(2), rstd: new Float64Array(2).fill(1) };
    it("are refused by the plan family", () => {
      refuses("out.y", "x", () => kernels.instanceNorm(x, { ...options, out: { y } }));
      const both = { ...options, residual: x, out: { y } };
      refuses("out.y", "residual", () => kernels.instanceNorm(other, both));
      const fixed = { ...options, mean: new Float64Array(2), variance: new Float64Array(2) };
      refuses("out.y", "x", () => kernels.batchNormInference(x, { ...fixed, out: { y } }));
      const across = { ...options, out: { y: x } }, channels = x.subarray(3, 5);
      for (const input of ["gamma", "beta"]) {
        const message = `out.y must not overlap ${input}`;
        const some = { ...across, [input]: channels };
        assertThrows(() => kernels.instanceNorm(other, some), RangeError, message);
        assertThrows(
          () => kernels.batchNormInference(other, { ...fixed, ...some }),
          RangeError,
          message,
        );
      }
      const given = { ...options, ...kept, out: { dx: y } };
      refuses("out.dx", "dy", () => kernels.instanceNormBackward(x, other, given));
      refuses("out.dx", "x", () => kernels.instanceNormBackward(other, x, given));
    });
    it("are refused by the others", () => {
      refuses("out.y", "x", () => kernels.pixelNorm(x, { ...options, out: { y } }));
      refuses("out.y", "x", () => kernels.weightNorm(x, { ...options, out: { y } }));
      refuses("out.y", "x", () => kernels.whitening(x, { shape, out: { y } }));
      const given = { ...options, rstd: new Float64Array(8), out: { dx: y } };
      refuses("out.dx", "dy", () => kernels.pixelNormBackward(x, other, given));
    });
    it("are welcome beside them, and so are inputs that lie across each other", () => {
      const numbers = randomArray(2 * size, 1, { type: "float32" });
      array.set(numbers);
      const [residual] = shifted(array);
      const expected = kernels.instanceNorm(y.slice(), { ...options, residual: residual.slice() });
      const result = kernels.instanceNorm(y, { ...options, residual, out: { y: other } });
      assertEquals(result.y, expected.y);
      const [left, right] = [array.subarray(0, size), array.subarray(size)];
      kernels.instanceNorm(left, { ...options, out: { y: right } });
    });
  });
}

describe("modulation of each element", () => {
  it("is not read where it was overwritten", () => {
    const [gamma, x, beta] = [1, 2, 3].map((seed) => randomArray(size, seed));
    const given = { shape, gamma: gamma!, beta: beta! };
    assertThrows(
      () => kernels.spade(x!, { ...given, out: { y: gamma! } }),
      RangeError,
      "out.y must not overlap gamma",
    );
    const { mean, rstd } = kernels.spade(x!, given), dy = randomArray(size, 4);
    const back = (out: { dx?: Float64Array; dgamma?: Float64Array }) => () =>
      kernels.spadeBackward(dy, x!, { shape, gamma: gamma!, mean, rstd, out });
    assertThrows(back({ dgamma: dy }), RangeError, "out.dgamma must not overlap dy");
    assertThrows(back({ dx: x! }), RangeError, "out.dx must not overlap x");
  });
});

describe("gradients of two pictures", () => {
  const [x, style, dy] = [1, 2, 3].map((seed) => randomArray(size, seed));
  const out = new Float64Array(size), options = { shape };
  const { y: _, ...adapted } = kernels.adaptiveInstanceNorm(x!, style!, options);
  const { y: __, ...colored } = kernels.whiteningColoring(x!, style!, options);
  const backs = {
    adaptiveInstanceNormBackward: (out: object) =>
      kernels.adaptiveInstanceNormBackward(dy!, x!, style!, { ...options, ...adapted, out }),
    whiteningColoringBackward: (out: object) =>
      kernels.whiteningColoringBackward(dy!, x!, style!, { ...options, ...colored, out }),
  };
  for (const [name, back] of Object.entries(backs)) {
    it(`do not overwrite each other, nor the other's picture: ${name}`, () => {
      const refuses = (message: string, out: object) =>
        assertThrows(() => back(out), RangeError, message);
      refuses("out.dx must not overlap style", { dx: style });
      refuses("out.dstyle must not overlap out.dx", { dx: out, dstyle: out });
      refuses("out.dstyle must not overlap dy", { dstyle: dy });
      refuses("out.dstyle must not overlap x", { dstyle: x });
      assertEquals(back({ dx: out, dstyle: style!.slice() }).dx, back({}).dx);
    });
  }
});

describe("tables of styles", () => {
  it("are not read where they were overwritten", () => {
    const x = new Float64Array([1, 3, 2, 6]), shape = [2, 1, 2];
    const [gamma, beta, weights] = [1, 2, 3].map((seed) => randomArray(4, seed));
    const given = { shape, gamma: gamma!.subarray(2), beta: beta!.subarray(2), weights: weights! };
    const { mean, rstd } = kernels.conditionalInstanceNorm(x, given);
    for (const [name, dx] of Object.entries({ gamma, beta, weights })) {
      assertThrows(
        () =>
          kernels.conditionalInstanceNormBackward(x, x, { ...given, mean, rstd, out: { dx: dx! } }),
        RangeError,
        `out.dx must not overlap ${name}`,
      );
    }
  });
});

describe("EvoNorm's gradients", () => {
  it("need x when dx is written", () => {
    const x = randomArray(size, 1), gamma = new Float64Array(2).fill(1), out = { dx: x };
    const parameters = { gamma, beta: gamma, nu: gamma }, options = { shape, ...parameters };
    const { y: _, ...kept } = kernels.evoNormB0(x, options);
    const grouped = { ...options, groups: 1 }, { y: __, ...saved } = kernels.evoNormS0(x, grouped);
    for (
      const call of [
        () => kernels.evoNormB0Backward(x.slice(), x, { ...options, ...kept, out }),
        () => kernels.evoNormS0Backward(x.slice(), x, { ...grouped, ...saved, out }),
      ]
    ) assertThrows(call, RangeError, "out.dx must not overlap x");
  });
});
