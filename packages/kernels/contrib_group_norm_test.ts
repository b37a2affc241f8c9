import { assertAllClose, checkGradients, randomArray } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ENGINES } from "./_test_engines.ts";
import { contribGroupNorm, contribGroupNormBackward } from "./contrib_group_norm.ts";
import { groupNorm } from "./group_norm.ts";
import { instanceNorm } from "./instance_norm.ts";
import type { FloatArray } from "./types.ts";

const shape = [2, 3, 2, 4], groups = 2;
const x = randomArray(48, 1, { mean: 2 });
const gamma = randomArray(4, 2), beta = randomArray(4, 3);

/** keras-contrib, step by step: a reshape without a transpose, then moments over all but the first two. */
function reference(x: FloatArray, epsilon: number): Float64Array {
  const [size, each] = [24, 12];
  return Float64Array.from(x, (value, i) => {
    const sample = Math.floor(i / size), group = Math.floor(i % size / each);
    const from = sample * size + group * each;
    const block = Float64Array.from(x.subarray(from, from + each));
    const mean = block.reduce((a, b) => a + b) / each;
    const variance = block.reduce((sum, v) => sum + (v - mean) ** 2, 0) / each;
    // [n, 2, 3 positions or half of them, 2 channels]: gamma is reshaped to [1, 2, 1, 2].
    const parameter = group * 2 + i % 2;
    return (value - mean) / Math.sqrt(variance + epsilon) * gamma[parameter]! + beta[parameter]!;
  });
}

for (const engine of ENGINES) {
  describe(`keras-contrib's group norm, ${engine.name}`, () => {
    for (const type of ["float64", "float32"] as const) {
      it(`is what keras-contrib's steps give, ${type}`, () => {
        const own: FloatArray = randomArray(48, 1, { mean: 2, type });
        const options = { shape, groups, gamma, beta, engine };
        assertAllClose(contribGroupNorm(own, options).y, reference(own, 1e-5));
        assertAllClose(contribGroupNorm(own, { ...options, epsilon: 0.5 }).y, reference(own, 0.5));
      });
    }
    it("has the gradient that central differences find", () => {
      const options = { shape, groups, epsilon: 0.1, engine };
      checkGradients({
        inputs: { x, gamma, beta },
        output: ({ x, ...affine }) => contribGroupNorm(x, { ...options, ...affine }).y,
        gradients: ({ x, gamma }, dy) => {
          const { mean, rstd } = contribGroupNorm(x, options);
          const back = contribGroupNormBackward(dy, x, { ...options, gamma, mean, rstd });
          return { x: back.dx, gamma: back.dgamma, beta: back.dbeta };
        },
      });
    });
    it("is group norm, channels last, with one group, and something else with two", () => {
      const one = { shape, groups: 1, gamma, beta, engine };
      const last = { layout: "channels-last" } as const;
      assertAllClose(contribGroupNorm(x, one).y, groupNorm(x, { ...one, ...last }).y);
      const ours = groupNorm(x, { ...one, groups, ...last }).y;
      const theirs = contribGroupNorm(x, { ...one, groups }).y;
      assertEquals(ours.some((value, i) => Math.abs(value - theirs[i]!) > 0.1), true);
    });
    it("with a group for each channel normalizes as many blocks of memory", () => {
      // Four blocks of six numbers: the memory of [2, 4, 6], channels first.
      const { y } = contribGroupNorm(x, { shape, groups: 4, engine });
      assertAllClose(y, instanceNorm(x, { shape: [2, 4, 6], engine }).y);
    });
  });
}

describe("keras-contrib's group norm", () => {
  it("has nothing to say about nothing", () => {
    for (const shape of [[0, 3, 4], [2, 0, 4], [2, 3, 0]]) {
      const { y } = contribGroupNorm(new Float32Array(0), { shape, groups: 2 });
      assertEquals(y.length, 0);
    }
  });
  it("refuses what does not fit", () => {
    const refuses = (message: string, change: object) =>
      assertThrows(
        () => contribGroupNorm(x, { shape, groups, ...change }),
        RangeError,
        message,
      );
    refuses("groups must divide the 4 channels, got 3", { groups: 3 });
    refuses("groups must be a positive integer, got undefined", { groups: undefined });
    refuses("gamma must have 4 elements", { gamma: new Float64Array(2) });
    refuses("x must have 24 elements (the product of shape), got 48", { shape: [2, 3, 4] });
  });
});
