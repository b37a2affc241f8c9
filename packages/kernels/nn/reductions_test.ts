import { assertAllClose, randomArray, sizeOf } from "@evenkeel/testing";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { meanLeading, meanTrailing, sumLeading, sumTrailing } from "./reductions.ts";

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
