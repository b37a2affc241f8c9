/** Any shape, axes, masks and shards: the statistics against whole numbers, the norms against their rules. */

import { assertAllClose, exactMoments, randomArray, sizeOf } from "@evenkeel/testing";
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { ENGINES } from "./_test_engines.ts";
import {
  foldBatchNorm,
  groupNorm,
  instanceNorm,
  mergeMoments,
  moments,
  weightNorm,
  weightNormBackward,
  weightStandardization,
} from "./mod.ts";
import type { FloatArray } from "./types.ts";

const RUNS = { seed: 3, numRuns: 1000 };

/** Up to six axes, none and one step among them. */
const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 6 });
const cases = fc.record({
  shape: shapes,
  reduce: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  engine: fc.constantFrom(...ENGINES),
  type: fc.constantFrom("float32", "float64"),
  mean: fc.constantFrom(0, 1000, -1e6),
  seed: fc.nat(1e6),
});

/** The number of the statistic of each element, and how many there are. */
function statisticsOf(shape: readonly number[], reduce: readonly boolean[]) {
  const at = Array.from({ length: sizeOf(shape) }, (_, element) => {
    let rest = element, statistic = 0, stride = 1;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const size = shape[axis]!, index = rest % size;
      rest = Math.floor(rest / size);
      if (reduce[axis]) continue;
      statistic += index * stride;
      stride *= size;
    }
    return statistic;
  });
  return { at, size: sizeOf(shape.filter((_, axis) => !reduce[axis])) };
}

describe("any shape and any axes", () => {
  it("moments are those of the elements", () => {
    fc.assert(
      fc.property(cases, ({ shape, reduce, engine, type, mean, seed }) => {
        const x: FloatArray = randomArray(sizeOf(shape), seed, { mean, type });
        const axes = shape.map((_, axis) => axis).filter((axis) => reduce[axis]);
        const got = moments(x, { shape, axes, engine });
        const { at, size } = statisticsOf(shape, reduce);
        const exact = Array.from(
          { length: size },
          (_, s) => exactMoments(Float64Array.from(x.filter((_, i) => at[i] === s))),
        );
        const wide = engine === ENGINES[0] || type === "float64";
        const ulp = wide ? 2 ** -52 : 2 ** -23;
        const rtol = 2 * ulp;
        assertAllClose(got.mean, exact.map((each) => each.mean), { rtol, atol: rtol });
        const variances = exact.map((each) => each.variance);
        const spread = wide ? ulp * Math.max(4, Math.abs(mean)) : 4 * ulp;
        assertAllClose(got.variance, variances, { rtol: spread, atol: spread });
        const counts = new Float64Array(size);
        for (const s of at) counts[s] = counts[s]! + 1;
        assertEquals(got.count, counts);
      }),
      RUNS,
    );
  });
  it("a mask leaves the moments of what it does not hide", () => {
    fc.assert(
      fc.property(cases, fc.nat(1e6), ({ shape, reduce, mean, seed }, hidden) => {
        const x = randomArray(sizeOf(shape), seed, { mean });
        const weights = Uint8Array.from(
          randomArray(x.length, hidden),
          (value) => value > 0 ? 1 : 0,
        );
        const holed = x.map((value, i) => weights[i] === 0 ? NaN : value);
        const axes = shape.map((_, axis) => axis).filter((axis) => reduce[axis]);
        const got = moments(holed, { shape, axes, weights });
        const { at, size } = statisticsOf(shape, reduce);
        const exact = Array.from(
          { length: size },
          (_, s) => exactMoments(x.filter((_, i) => at[i] === s && weights[i] === 1)),
        );
        assertAllClose(got.mean, exact.map((each) => each.mean), { rtol: 4e-16, atol: 4e-16 });
        const spread = { rtol: 1e-14, atol: 1e-14 };
        assertAllClose(got.variance, exact.map((each) => each.variance), spread);
      }),
      RUNS,
    );
  });
  it("the parts of a cut give the moments of the whole", () => {
    const cuts = fc.array(fc.nat(60), { maxLength: 6 });
    fc.assert(
      fc.property(cuts, fc.nat(1e6), fc.constantFrom(0, 1e3, 1e6), (cuts, seed, mean) => {
        const x = randomArray(60, seed, { mean });
        const ends = [...cuts, 60].sort((a, b) => a - b);
        const parts = ends.map((end, i) => x.slice(ends[i - 1] ?? 0, end));
        const merged = mergeMoments(parts.map((part) => moments(part, { shape: [part.length] })));
        const exact = exactMoments(x);
        assertAllClose(merged.mean, [exact.mean], { rtol: 1e-15, atol: 1e-15 });
        const rtol = 2 ** -52 * Math.max(16, 4 * mean);
        assertAllClose(merged.variance, [exact.variance], { rtol });
        assertEquals(merged.count[0], 60);
      }),
      RUNS,
    );
  });
});

describe("any weight and any axis", () => {
  const weights = fc.record({
    shape: shapes,
    axis: fc.nat(5),
    engine: fc.constantFrom(...ENGINES),
    type: fc.constantFrom("float32", "float64"),
    seed: fc.nat(1e6),
  });
  it("weight norm gives lengths of gamma, and a gradient across the weight", () => {
    fc.assert(
      fc.property(weights, ({ shape, axis: drawn, engine, type, seed }) => {
        const axis = drawn % shape.length, outputs = shape[axis]!;
        const x: FloatArray = randomArray(sizeOf(shape), seed, { type });
        const gamma = randomArray(outputs, seed + 1).map(Math.abs);
        const options = { shape, axis, gamma, engine };
        const { y, rstd } = weightNorm(x, options);
        const { at } = statisticsOf(shape, shape.map((_, other) => other !== axis));
        const squares = new Float64Array(outputs), inner = new Float64Array(outputs);
        const dy: FloatArray = randomArray(x.length, seed + 2, { type });
        const { dx } = weightNormBackward(dy, x, { ...options, rstd });
        at.forEach((s, i) => {
          squares[s] = squares[s]! + y[i]! * y[i]!;
          inner[s] = inner[s]! + dx[i]! * x[i]!;
        });
        const tolerance = type === "float64" ? 1e-12 : 2e-5;
        const wanted = x.length === 0 ? new Float64Array(outputs) : gamma.map((g) => g * g);
        assertAllClose(squares, wanted, { rtol: tolerance });
        assertAllClose(inner, new Float64Array(outputs), { atol: tolerance });
      }),
      RUNS,
    );
  });
  it("weight standardization is instance norm of the outputs", () => {
    fc.assert(
      fc.property(weights, ({ shape, engine, type, seed }) => {
        const x: FloatArray = randomArray(sizeOf(shape), seed, { type, mean: 3 });
        const rows = [1, shape[0]!, sizeOf(shape.slice(1))];
        const { y } = weightStandardization(x, { shape, epsilon: 0.1, engine });
        assertAllClose(y, instanceNorm(x, { shape: rows, epsilon: 0.1, engine }).y);
      }),
      RUNS,
    );
  });
  it("folding scales each output by its own factor", () => {
    fc.assert(
      fc.property(weights, ({ shape, axis: drawn, type, seed }) => {
        const axis = drawn % shape.length, outputs = shape[axis]!;
        const weight: FloatArray = randomArray(sizeOf(shape), seed, { type });
        const mean = randomArray(outputs, seed + 1);
        const variance = randomArray(outputs, seed + 2).map((value) => value * value);
        const folded = foldBatchNorm(weight, { shape, axis, mean, variance, epsilon: 0.5 });
        const { at } = statisticsOf(shape, shape.map((_, other) => other !== axis));
        const factor = variance.map((value) => 1 / Math.sqrt(value + 0.5));
        assertAllClose(folded.weight, at.map((s, i) => weight[i]! * factor[s]!));
        assertAllClose(folded.bias, mean.map((value, s) => -value * factor[s]!));
      }),
      RUNS,
    );
  });
  it("nothing that is finite becomes anything else", () => {
    fc.assert(
      fc.property(weights, fc.constantFrom(0, 1e-40, 1e18, 1e-300), (given, scale) => {
        const { shape, engine, type, seed } = given;
        const x: FloatArray = randomArray(sizeOf(shape), seed, { type });
        x.forEach((value, i) => x[i] = value * scale);
        const { y } = weightNorm(x, { shape, engine });
        assert(y.every(Number.isFinite));
        assert(weightStandardization(x, { shape, engine }).y.every(Number.isFinite));
        if (shape.length < 2) return;
        assert(groupNorm(x, { shape, groups: 1, engine }).y.every(Number.isFinite));
      }),
      RUNS,
    );
  });
});
