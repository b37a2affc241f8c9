import {
  assertAllClose,
  assertBitEqual,
  randomArray,
  sizeOf,
  toChannelsLast,
} from "@evenkeel/testing";
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  batchNorm,
  groupNorm,
  instanceNorm,
  instanceNormBackward,
  layerNorm,
  positionalNorm,
} from "./mod.ts";

const shape = [3, 4, 5, 7];
const x = randomArray(sizeOf(shape), 1, { mean: 3, sigma: 2, type: "float64" });

describe("relations between norms", () => {
  it("group norm with as many groups as channels is instance norm", () => {
    assertAllClose(groupNorm(x, { shape, groups: 4 }).y, instanceNorm(x, { shape }).y);
  });
  it("group norm with one group is layer norm over the sample", () => {
    assertAllClose(groupNorm(x, { shape, groups: 1 }).y, layerNorm(x, { shape }).y);
  });
  it("batch norm of one sample is instance norm", () => {
    const one = [1, 4, 5, 7];
    const sample = x.slice(0, sizeOf(one));
    assertAllClose(batchNorm(sample, { shape: one }).y, instanceNorm(sample, { shape: one }).y);
  });
  it("positional norm, channels last, is layer norm over the last axis", () => {
    const layout = "channels-last";
    assertAllClose(positionalNorm(x, { shape, layout }).y, layerNorm(x, { shape, axis: -1 }).y);
  });
  it("the layout changes nothing", () => {
    const last = { shape: [3, 5, 7, 4], layout: "channels-last" as const };
    const y = instanceNorm(toChannelsLast(Float64Array.from(x), shape), last).y;
    assertAllClose(y, toChannelsLast(Float64Array.from(instanceNorm(x, { shape }).y), shape));
  });
});

describe("a sample's bits do not depend on the batch", () => {
  // Long enough that the blocks of the statistics are filled more than once.
  const sampleShape = [3, 91, 93];
  const size = sizeOf(sampleShape);
  const batch = randomArray(3 * size, 7, { mean: 10, sigma: 3, type: "float32" });
  const dy = randomArray(3 * size, 8, { type: "float32" });
  for (const layout of ["channels-first", "channels-last"] as const) {
    it(layout, () => {
      const all = { shape: [3, ...sampleShape], layout };
      const whole = instanceNorm(batch, all);
      const dx = instanceNormBackward(dy, batch, { ...all, ...whole }).dx;
      for (const at of [0, 1, 2]) {
        const one = { shape: [1, ...sampleShape], layout };
        const alone = batch.slice(at * size, (at + 1) * size);
        const forward = instanceNorm(alone, one);
        assertBitEqual(forward.y, whole.y.slice(at * size, (at + 1) * size));
        const part = dy.slice(at * size, (at + 1) * size);
        const backward = instanceNormBackward(part, alone, { ...one, ...forward });
        assertBitEqual(backward.dx, dx.slice(at * size, (at + 1) * size));
      }
    });
  }
});

describe("arrays that are given", () => {
  it("y may be x itself", () => {
    const expected = instanceNorm(x, { shape }).y;
    const copy = x.slice();
    const { y } = instanceNorm(copy, { shape, out: { y: copy } });
    assertEquals(y === copy, true);
    assertBitEqual(copy, expected);
  });
  it("dx may be dy itself", () => {
    const { mean, rstd } = instanceNorm(x, { shape });
    const dy = randomArray(x.length, 3, { type: "float64" });
    const expected = instanceNormBackward(dy, x, { shape, mean, rstd }).dx;
    instanceNormBackward(dy, x, { shape, mean, rstd, out: { dx: dy } });
    assertBitEqual(dy, expected);
  });
});
