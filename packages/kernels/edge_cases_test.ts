import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { runInNewContext } from "node:vm";
import { ENGINES } from "./_test_engines.ts";
import type { Engine } from "./engine.ts";
import {
  adaptiveInstanceNorm,
  batchNorm,
  batchNormInference,
  batchNormInferenceBackward,
  contribGroupNorm,
  createSpectralState,
  demodulation,
  demodulationBackward,
  evoNormS0,
  filterResponseNorm,
  foldBatchNorm,
  groupNorm,
  instanceNorm,
  instanceNormBackward,
  layerNorm,
  moments,
  momentsBackward,
  pixelNorm,
  rmsNorm,
  spade,
  spectralNorm,
  spectralNormBackward,
  switchableNorm,
  virtualBatchNorm,
  weightNorm,
  weightNormBackward,
  weightStandardization,
  weightStandardizationBackward,
  whitening,
  whiteningBackward,
  whiteningColoring,
} from "./mod.ts";
import { createPlan } from "./plan.ts";
import { normalize, normalizeBackward } from "./normalize.ts";

for (const engine of ENGINES) {
  describe(`edge cases, ${engine.name}`, () => {
    it("an empty batch gives an empty output and leaves running statistics alone", () => {
      const running = { mean: new Float32Array([5, 6]), variance: new Float32Array([7, 8]) };
      const { y } = batchNorm(new Float32Array(0), { shape: [0, 2, 3], running, engine });
      assertEquals(y.length, 0);
      assertEquals([...running.mean, ...running.variance], [5, 6, 7, 8]);
    });
    it("empty positions give finite statistics", () => {
      const { y, mean, rstd } = instanceNorm(new Float64Array(0), { shape: [2, 3, 0], engine });
      assertEquals(y.length, 0);
      assertEquals([...mean], [0, 0, 0, 0, 0, 0]);
      assertEquals(rstd.every(Number.isFinite), true);
    });
    it("one element per statistic gives beta and no gradient", () => {
      const x = new Float32Array([3, -4]);
      const beta = new Float32Array([10, 20]);
      const { y, mean, rstd } = instanceNorm(x, { shape: [1, 2], beta, engine });
      assertEquals([...y], [10, 20]);
      const dy = new Float32Array([1, 2]);
      const { dx } = instanceNormBackward(dy, x, { shape: [1, 2], mean, rstd, engine });
      assertEquals([...dx], [0, 0]);
    });
    it("one element has no gradient with a gamma of 64 bits either, but keeps its NaN", () => {
      const x = new Float32Array([3, -4, NaN, 5]), dmean = new Float64Array([0, 7, 0, 0]);
      const gamma = Float64Array.from(x, (_, i) => 1 + (i + 1) / 7),
        options = { shape: [1, 4], gamma };
      const { mean, rstd } = batchNorm(x, { ...options, engine });
      const dy = new Float32Array([0.3, -0.7, 1, 1]),
        plan = createPlan({ kind: "batch", ...options });
      const { dx } = normalizeBackward(plan, dy, x, { gamma, mean, rstd, dmean, engine });
      assertEquals([...dx], [0, 7, NaN, 0]);
    });
    it("equal values have exactly no variance, whatever their size", () => {
      for (const value of [0.1, 1e10, 3e38, 1e-40]) {
        const x = new Float64Array(10_001).fill(value);
        const { y, mean, variance } = instanceNorm(x, {
          shape: [1, 1, x.length],
          epsilon: 0,
          engine,
        });
        assertEquals([mean[0], variance[0]], [value, 0]);
        assertEquals(y.every((v) => v === 0), true);
      }
    });
    it("a mean of a million deviations loses nothing", () => {
      const x = Float32Array.from({ length: 8192 }, (_, i) => 1e6 + (i % 2));
      const { mean, variance } = instanceNorm(x, { shape: [1, 1, x.length], engine });
      assertEquals([mean[0], variance[0]], [1e6 + 0.5, 0.25]);
    });
    it("NaN and infinity stay in their own statistic", () => {
      const x = new Float32Array([NaN, 1, 1, 3, Infinity, 2, 4, 6]);
      const { y } = instanceNorm(x, { shape: [1, 4, 2], epsilon: 0, engine });
      assertAllClose(y, [NaN, NaN, -1, 1, NaN, NaN, -1, 1]);
    });
    it("an infinity has an infinite mean square, beside which all else is 0", () => {
      // Four statistics of eight: two with an infinity, one with NaN too, one of ordinary numbers.
      const x = new Float32Array(32).fill(2).fill(-2, 26);
      x[1] = Infinity, x[9] = -Infinity, x[17] = Infinity, x[18] = NaN;
      const wanted = Array.from(x, (value, i) => i >= 24 ? value / 2 : value === 2 ? 0 : NaN);
      wanted.fill(NaN, 16, 24);
      const columns = <T>(rows: ArrayLike<T>) =>
        Array.from(rows, (_, i) => rows[i % 4 * 8 + (i >> 2)]!);
      const last = { layout: "channels-last", epsilon: 0, engine } as const;
      const turned = Float32Array.from(columns(x));
      assertAllClose(filterResponseNorm(x, { shape: [2, 2, 8], epsilon: 0, engine }).y, wanted);
      assertAllClose(filterResponseNorm(turned, { shape: [1, 8, 4], ...last }).y, columns(wanted));
      assertAllClose(pixelNorm(x, { shape: [2, 2, 8], ...last }).y, wanted);
      assertAllClose(
        pixelNorm(turned, { shape: [1, 8, 4], epsilon: 0, engine }).y,
        columns(wanted),
      );
    });
    it("where nothing deviates, the mean has a gradient all the same", () => {
      for (const layout of ["channels-first", "channels-last"] as const) {
        const plan = createPlan({ kind: "instance", shape: [2, 2, 2], layout });
        const x = new Float32Array(8).fill(3), dy = new Float32Array([1, 2, 3, 4, 5, 6, 7, 8]);
        x[0] = 5;
        const { mean, rstd } = normalize(plan, x, { epsilon: 0, engine });
        const options = { mean, rstd, epsilon: 0, engine },
          { dx } = normalizeBackward(plan, dy, x, options);
        const dmean = new Float64Array([10, 20, 30, 40]);
        const back = normalizeBackward(plan, dy, x, { ...options, dmean });
        const of = layout === "channels-first"
          ? [0, 0, 1, 1, 2, 2, 3, 3]
          : [0, 1, 0, 1, 2, 3, 2, 3];
        assertAllClose(back.dx, dx.map((value, i) => value + dmean[of[i]!]! / 2));
      }
    });
    it("root mean square of one element", () => {
      const x = new Float64Array([4, -2]);
      assertEquals([...rmsNorm(x, { shape: [2, 1], epsilon: 0, engine }).y], [1, -1]);
    });
  });
}

for (const engine of ENGINES) {
  describe(`running statistics, ${engine.name}`, () => {
    it("refuse a batch of one element per channel before anything is written", () => {
      const running = { mean: new Float32Array([5]), variance: new Float32Array([7]) };
      const x = new Float32Array([1]);
      const out = { y: new Float32Array([9]) };
      assertThrows(
        () => batchNorm(x, { shape: [1, 1], running, out, engine }),
        RangeError,
        "running.correction must be less than the 1 elements per channel, got 1",
      );
      assertEquals([running.mean[0], running.variance[0], out.y[0]], [5, 7, 9]);
    });
    it("store the unbiased or the biased variance", () => {
      const x = new Float64Array([1, 3]);
      for (const [correction, expected] of [[1, 2], [0, 1]] as const) {
        const running = {
          mean: new Float64Array(1),
          variance: new Float64Array(1),
          rate: 1,
          correction,
        };
        batchNorm(x, { shape: [2, 1], running, engine });
        assertEquals([running.mean[0], running.variance[0]], [2, expected]);
      }
    });
  });
}

const x = new Float32Array(24);
const shape = [2, 3, 4];

describe("errors name the argument, what was wanted and what came", () => {
  const cases: readonly (readonly [string, () => unknown, typeof RangeError | typeof TypeError])[] =
    [
      [
        "x must have 24 elements (the product of shape), got 23",
        () => instanceNorm(new Float32Array(23), { shape }),
        RangeError,
      ],
      [
        "x must be a Float32Array or Float64Array, got Array",
        () => Reflect.apply(instanceNorm, undefined, [[1], { shape }]),
        TypeError,
      ],
      [
        "shape must have at least 2 axes, got [24]",
        () => instanceNorm(x, { shape: [24] }),
        RangeError,
      ],
      [
        "shape must hold non-negative integers, got [2,3,4.5]",
        () => instanceNorm(x, { shape: [2, 3, 4.5] }),
        RangeError,
      ],
      [
        "gamma must have 3 elements (channels or normalized elements), got 2",
        () => instanceNorm(x, { shape, gamma: new Float32Array(2) }),
        RangeError,
      ],
      [
        "beta must have 12 elements (channels or normalized elements), got 3",
        () => layerNorm(x, { shape, beta: new Float32Array(3) }),
        RangeError,
      ],
      [
        'layout must be "channels-first" or "channels-last", got "NCHW"',
        () => instanceNorm(x, { shape, layout: "NCHW" as "channels-first" }),
        RangeError,
      ],
      [
        "epsilon must be a finite number of at least 0, got -1",
        () => instanceNorm(x, { shape, epsilon: -1 }),
        RangeError,
      ],
      [
        'epsilonPlacement must be "inside" or "outside", got "within"',
        () => instanceNorm(x, { shape, epsilonPlacement: "within" as "inside" }),
        RangeError,
      ],
      [
        'kind must be "batch", "instance", "group", "layer", "rms" or "positional", got "Batch"',
        () => createPlan({ kind: "Batch" as "batch", shape }),
        RangeError,
      ],
      [
        "groups must divide the 3 channels, got 2",
        () => groupNorm(x, { shape, groups: 2 }),
        RangeError,
      ],
      [
        "groups must be a positive integer, got 0",
        () => groupNorm(x, { shape, groups: 0 }),
        RangeError,
      ],
      ["axis must be from -3 to 2, got 3", () => layerNorm(x, { shape, axis: 3 }), RangeError],
      [
        "out.y must be a Float32Array like x, got Float64Array",
        () =>
          instanceNorm<Float32Array | Float64Array>(x, { shape, out: { y: new Float64Array(24) } }),
        TypeError,
      ],
      ["running.rate must be from 0 to 1, got 2", () =>
        batchNorm(x, {
          shape,
          running: { mean: new Float32Array(3), variance: new Float32Array(3), rate: 2 },
        }), RangeError],
      [
        "mean must have 3 elements (statistics), got 2",
        () =>
          batchNormInference(x, {
            shape,
            mean: new Float32Array(2),
            variance: new Float32Array(3),
          }),
        RangeError,
      ],
      [
        "variance must be at least 0, got -1",
        () =>
          batchNormInference(x, {
            shape,
            mean: new Float32Array(3),
            variance: new Float32Array([1, -1, 1]),
          }),
        RangeError,
      ],
      [
        "rstd must have 6 elements (statistics), got 3",
        () =>
          instanceNormBackward(x, x, {
            shape,
            mean: new Float64Array(6),
            rstd: new Float64Array(3),
          }),
        RangeError,
      ],
    ];
  for (const [message, act, type] of cases) {
    it(message, () => void assertThrows(act, type, message));
  }
  it("sizes as they came", () => {
    for (const [shape, got] of [[[null, 1, 2], "null,1,2"], [["1", 1, 2], '"1",1,2']]) {
      const message = `shape must hold non-negative integers, got [${got}]`;
      const options = { shape } as never;
      assertThrows(() => instanceNorm(new Float32Array(2), options), RangeError, message);
      assertThrows(() => moments(new Float32Array(2), options), RangeError, message);
    }
  });
  it("arrays of another realm, by how to help it", () => {
    const message =
      "x must be a Float32Array or Float64Array, got Float32Array of another realm: copy";
    const foreign = runInNewContext("new Float32Array([1, 3])");
    assertThrows(() => instanceNorm(foreign, { shape: [1, 1, 2] }), TypeError, message);
    const objects = [Object.create(null), runInNewContext("({})")];
    for (const x of objects) {
      assertThrows(() => instanceNorm(x, { shape: [1, 1, 2] }), TypeError, "got an object");
    }
  });
  it("an array in place of what holds it", () => {
    const x = new Float32Array([1, 3]), shape = [1, 1, 2];
    const { mean, variance, rstd } = instanceNorm(x, { shape });
    const out = new Float32Array(2) as never;
    const refuses = (key: string, act: () => unknown) =>
      assertThrows(act, TypeError, `out must be an object like { ${key} }, got Float32Array`);
    refuses("y", () => instanceNorm(x, { shape, out }));
    refuses("dx", () => instanceNormBackward(x, x, { shape, mean, rstd, out }));
    refuses("y", () => pixelNorm(x, { shape, out }));
    refuses("y", () => demodulation(x, x, { shape: [1, 2], out }));
    refuses("weight", () => foldBatchNorm(x, { shape: [1, 2], mean, variance, out }));
  });
  it("options that were left out", () => {
    const x = new Float32Array([1, 3]), none = undefined as never;
    const acts = [
      () => instanceNorm(x, none),
      () => batchNormInferenceBackward(x, x, none),
      () => adaptiveInstanceNorm(x, x, none),
      () => contribGroupNorm(x, none),
      () => createSpectralState(x, none),
      () => demodulation(x, x, none),
      () => demodulationBackward(x, x, x, none),
      () => evoNormS0(x, none),
      () => foldBatchNorm(x, none),
      () => moments(x, none),
      () => momentsBackward(x, none),
      () => pixelNorm(x, null as never),
      () => spade(x, none),
      () => spectralNorm(x, none),
      () => spectralNormBackward(x, x, none),
      () => switchableNorm(x, none),
      () => virtualBatchNorm(x, none),
      () => weightNorm(x, none),
      () => weightNormBackward(x, x, none),
      () => weightStandardization(x, none),
      () => weightStandardizationBackward(x, x, none),
      () => whitening(x, none),
      () => whiteningBackward(x, x, none),
      () => whiteningColoring(x, x, none),
    ];
    for (const act of acts) assertThrows(act, TypeError, "shape must be an array, got ");
  });
  it("an engine that is none", () => {
    const shape = [2, 3, 4], x = new Float32Array(24), style = new Float32Array(3);
    const norms = [instanceNorm, pixelNorm, weightNorm] as const;
    for (const engine of [Promise.resolve(), null, "simd"] as never[]) {
      const calls = norms.map((norm) => () => norm(x, { shape, engine: engine as Engine }));
      for (const call of [...calls, () => demodulation(x, style, { shape, engine })]) {
        assertThrows(call, TypeError, "engine must be an Engine, got ");
      }
    }
  });
  it("a gradient of a mean that is none", () => {
    const plan = createPlan({ kind: "rms", shape: [1, 2] }), x = new Float32Array(2);
    const one = new Float64Array(1);
    assertThrows(
      () => normalizeBackward(plan, x, x, { mean: one, rstd: one, dmean: one }),
      RangeError,
      "dmean must be absent: no mean is subtracted",
    );
  });
});
