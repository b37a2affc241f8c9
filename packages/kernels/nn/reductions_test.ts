import { assertAllClose, assertBitEqual, randomArray, sizeOf } from "@evenkeel/testing";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { createEngine } from "./create_engine.ts";
import {
  meanBetween,
  meanLeading,
  meanTrailing,
  sumBetween,
  sumLeading,
  sumTrailing,
} from "./reductions.ts";

const ENGINES = [await createEngine(), await createEngine({ threads: 2 })];

const shapes = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 5 });

describe("reductions against their definition", () => {
  it("random shapes, all axes", () => {
    fc.assert(
      fc.property(shapes, fc.nat(), (shape, number) => {
        const axis = number % (shape.length + 1);
        const outer = sizeOf(shape.slice(0, axis)), inner = sizeOf(shape.slice(axis));
        const x = randomArray(outer * inner, number);
        const sums = { leading: new Float64Array(inner), trailing: new Float64Array(outer) };
        x.forEach((value, at) => {
          sums.leading[at % inner]! += value;
          sums.trailing[Math.floor(at / inner)]! += value;
        });
        const options = { shape, axis };
        const close = { atol: 1e-13 };
        assertAllClose(sumLeading(x, options), sums.leading, close);
        assertAllClose(sumTrailing(x, options), sums.trailing, close);
        // Over nothing, the mean is NaN: 0 / 0.
        assertAllClose(meanLeading(x, options), sums.leading.map((sum) => sum / outer), close);
        assertAllClose(meanTrailing(x, options), sums.trailing.map((sum) => sum / inner), close);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe("reductions", () => {
  const all = { sumLeading, sumTrailing, meanLeading, meanTrailing };
  for (const [name, reduce] of Object.entries(all)) {
    it(`${name}: sums up in float64, and rounds once`, () => {
      const x = new Float32Array(2 ** 17).fill(1);
      x[0] = 2 ** 24;
      const axis = name.endsWith("Leading") ? 2 : 0;
      const sum = 2 ** 24 + 2 ** 17 - 1;
      const wanted = name.startsWith("sum") ? sum : sum / 2 ** 17;
      assertEquals([...reduce(x, { shape: [2 ** 10, 2 ** 7], axis })], [Math.fround(wanted)]);
    });
    it(`${name}: keeps NaN in its place, and writes where it is told`, () => {
      const x = new Float32Array([1, 2, 3, NaN]), out = new Float32Array(2);
      assertStrictEquals(reduce(x, { shape: [2, 2], axis: 1, out }), out);
      assertEquals([...out].map(Number.isNaN), [false, true]);
    });
    it(`${name}: refuses what does not fit`, () => {
      const x = new Float32Array(6), options = { shape: [2, 3], axis: 1 };
      assertThrows(
        () => reduce(new Float32Array(5), options),
        RangeError,
        "x must have 6 elements ([2,3]), got 5",
      );
      assertThrows(() => reduce(x, { ...options, out: x }), RangeError, "out must have");
      for (const axis of [-1, 3, 0.5]) {
        const message = `axis must be from 0 to 2, got ${axis}`;
        assertThrows(() => reduce(x, { ...options, axis }), RangeError, message);
      }
      assertThrows(() => reduce(x, { ...options, shape: [6] }), RangeError, "shape must have");
    });
  }
});

describe("reductions on an engine", () => {
  const engines = [undefined, ...ENGINES];
  const cases = [
    [[3, 700, 1], 1, 2],
    [[200_003], 0, 1],
    [[4, 64, 64, 3], 0, 3],
    [[4, 64, 64, 12], 1, 3],
    [[2, 90, 7, 5], 1, 2],
    [[100, 2000], 0, 1],
    [[17, 31, 33], 0, 3],
    [[300_000, 1], 0, 1],
    [[9, 40_000], 1, 2],
    [[5, 3, 4], 1, 2],
  ] as const;
  for (const [shape, axis, end] of cases) {
    it(`[${shape}] from ${axis} to ${end}, to the bit`, () => {
      const x = randomArray(sizeOf(shape), axis, { type: "float32" });
      const whole = [1, ...shape];
      const inner = sizeOf(shape.slice(end)), summands = sizeOf(shape.slice(axis, end));
      const sums = new Float64Array(sizeOf(shape) / summands);
      x.forEach((value, i) => {
        const at = Math.floor(i / (inner * summands)) * inner + i % inner;
        sums[at] = sums[at]! + value;
      });
      const results = engines.map((engine) => {
        const options = { shape: whole, axis: axis + 1, end: end + 1, ...engine && { engine } };
        const sum = sumBetween(x, options), mean = meanBetween(x, options);
        assertAllClose(sum, Float32Array.from(sums), { rtol: 1.2e-7 });
        assertAllClose(mean, Float32Array.from(sums, (sum) => sum / summands), { rtol: 1.2e-7 });
        return sum;
      });
      assertBitEqual(results[1]!, results[2]!);
    });
  }
  it("keeps a sample's bits, whatever stands beside it", () => {
    const x = randomArray(5 * 3000 * 7, 1, { type: "float32" }), size = 3000 * 7;
    for (const engine of ENGINES) {
      const all = sumBetween(x, { shape: [5, 3000, 7], axis: 1, end: 2, engine });
      for (let i = 0; i < 5; i++) {
        const one = x.slice(i * size, (i + 1) * size);
        const alone = sumBetween(one, { shape: [1, 3000, 7], axis: 1, end: 2, engine });
        assertBitEqual(alone, all.slice(7 * i, 7 * i + 7));
      }
    }
  });
});
