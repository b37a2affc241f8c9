import {
  assertAllClose,
  assertBitEqual,
  randomArray,
  sizeOf,
  toChannelsLast,
} from "@evenkeel/testing";
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ENGINES } from "./_test_engines.ts";
import {
  batchNorm,
  groupNorm,
  instanceNorm,
  instanceNormBackward,
  layerNorm,
  positionalNorm,
} from "./mod.ts";
import type { FloatArray } from "./types.ts";

const shape = [3, 4, 5, 7];
const TYPES = ["float32", "float64"] as const;
const CASES = ENGINES.flatMap((engine) => TYPES.map((type) => ({ engine, type })));

for (const { engine, type } of CASES) {
  describe(`relations between norms, ${engine.name}, ${type}`, () => {
    const x: FloatArray = randomArray(sizeOf(shape), 1, { mean: 3, sigma: 2, type });
    const options = { shape, engine };
    it("group norm with as many groups as channels is instance norm", () => {
      assertAllClose(groupNorm(x, { ...options, groups: 4 }).y, instanceNorm(x, options).y);
    });
    it("group norm with one group is layer norm over the sample", () => {
      assertAllClose(groupNorm(x, { ...options, groups: 1 }).y, layerNorm(x, options).y);
    });
    it("batch norm of one sample is instance norm", () => {
      const one = { shape: [1, 4, 5, 7], engine };
      const sample = x.slice(0, sizeOf(one.shape));
      assertBitEqual(batchNorm(sample, one).y, instanceNorm(sample, one).y);
    });
    it("positional norm, channels last, is layer norm over the last axis", () => {
      const { y } = positionalNorm(x, { ...options, layout: "channels-last" });
      assertAllClose(y, layerNorm(x, { ...options, axis: -1 }).y);
    });
    it("the layout changes nothing", () => {
      const last = { shape: [3, 5, 7, 4], layout: "channels-last" as const, engine };
      const y = instanceNorm(toChannelsLast(x, shape), last).y;
      assertAllClose(y, toChannelsLast(instanceNorm(x, options).y, shape));
    });
    it("y may be x itself", () => {
      const expected = instanceNorm(x, options).y;
      const copy: FloatArray = x.slice();
      const { y } = instanceNorm(copy, { ...options, out: { y: copy } });
      assertEquals(y === copy, true);
      assertBitEqual(copy, expected);
    });
    it("dx may be dy itself", () => {
      const { mean, rstd } = instanceNorm(x, options);
      const dy: FloatArray = randomArray(x.length, 3, { type });
      const expected = instanceNormBackward(dy, x, { ...options, mean, rstd }).dx;
      instanceNormBackward(dy, x, { ...options, mean, rstd, out: { dx: dy } });
      assertBitEqual(dy, expected);
    });
  });
}
