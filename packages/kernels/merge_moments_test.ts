import { assertAllClose, exactMoments, randomArray } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { mergeMoments } from "./merge_moments.ts";
import { moments } from "./moments.ts";

/** An array in parts of the given lengths. */
function split(x: Float64Array, lengths: readonly number[]): Float64Array[] {
  let from = 0;
  return lengths.map((length) => x.slice(from, from += length));
}
const whole = (x: Float64Array) => moments(x, { shape: [x.length] });

describe("merging moments", () => {
  for (const mean of [0, 1e3, 1e6]) {
    for (const lengths of [[500, 500], [1, 999], [0, 3, 0, 996, 1], Array<number>(1000).fill(1)]) {
      it(`gives the exact moments of all, mean ${mean}, ${lengths.length} parts`, () => {
        const x = randomArray(1000, 1, { mean });
        const merged = mergeMoments(split(x, lengths).map(whole));
        const exact = exactMoments(x);
        assertAllClose(merged.mean, [exact.mean], { rtol: 4e-16, atol: 1e-15 });
        // Each part's mean is rounded: that costs mean * 2**-53 of deviation.
        assertAllClose(merged.variance, [exact.variance], { rtol: 1e-14 + mean * 3e-15 });
        assertEquals([...merged.count], [1000]);
      });
    }
  }
  it("of parts with other means has their spread in the variance", () => {
    const part = (mean: number, variance: number, count: number) => ({
      mean: new Float64Array([mean]),
      variance: new Float64Array([variance]),
      count,
    });
    const merged = mergeMoments([part(0, 1, 1), part(10, 1, 3)]);
    // 7.5 is the mean; the means' variance is (7.5**2 + 3 * 2.5**2) / 4 = 18.75.
    assertEquals([merged.mean[0], merged.variance[0], merged.count[0]], [7.5, 19.75, 4]);
  });
  it("does not depend on the order, but for rounding", () => {
    const parts = split(randomArray(100, 2, { mean: 50 }), [10, 40, 5, 45]).map(whole);
    const back = mergeMoments([...parts].reverse());
    assertAllClose(back.mean, mergeMoments(parts).mean, { rtol: 4e-16 });
    assertAllClose(back.variance, mergeMoments(parts).variance, { rtol: 1e-13 });
  });
  it("of equal values has exactly no variance", () => {
    const parts = split(new Float64Array(30).fill(0.1), [7, 11, 12]).map(whole);
    const { mean, variance } = mergeMoments(parts);
    assertEquals([mean[0], variance[0]], [0.1, 0]);
  });
  it("lets each statistic count for itself", () => {
    const part = (mean: number[], count: number[]) => ({
      mean: Float32Array.from(mean),
      variance: new Float32Array(3),
      count: Float32Array.from(count),
    });
    const merged = mergeMoments([part([1, 2, 5], [1, 0, 0]), part([3, 4, NaN], [3, 2, 0])]);
    assertEquals([...merged.mean], [2.5, 4, 0]);
    assertEquals([...merged.variance], [0.75, 0, 0]);
    assertEquals([...merged.count], [4, 2, 0]);
  });
  it("keeps NaN in its own statistic", () => {
    const part = { mean: new Float64Array([NaN, 1]), variance: new Float64Array(2), count: 2 };
    const { mean } = mergeMoments([{ ...part, mean: new Float64Array(2) }, part]);
    assertEquals([...mean], [NaN, 0.5]);
  });
  it("reads its parts one after the other, and writes none of them", () => {
    let alive = 0, most = 0;
    function* parts() {
      for (let i = 0; i < 5; i++) {
        most = Math.max(most, ++alive);
        yield { mean: new Float64Array([i]), variance: new Float64Array(1), count: 1 };
        alive--;
      }
    }
    assertEquals([...mergeMoments(parts()).mean], [2]);
    assertEquals(most, 1);
    const first = whole(new Float64Array([1, 2])), before = structuredClone(first);
    mergeMoments([first, whole(new Float64Array([9]))]);
    assertEquals(first, before);
  });
  it("refuses what does not fit", () => {
    const part = { mean: new Float64Array(2), variance: new Float64Array(2), count: 1 };
    const refuses = (message: string, change: object, type = RangeError) =>
      assertThrows(() => mergeMoments([part, { ...part, ...change }]), type, message);
    const unit = "(as many as in the first part)";
    refuses(`mean must have 2 elements ${unit}, got 3`, { mean: new Float64Array(3) });
    refuses(`variance must have 2 elements ${unit}, got 1`, { variance: new Float64Array(1) });
    refuses(`count must have 2 elements ${unit}, got 1`, { count: new Float64Array(1) });
    refuses("count must be finite and at least 0, got -1", { count: -1 });
    refuses("count must be finite and at least 0, got NaN", { count: new Float64Array([1, NaN]) });
    refuses("count must be finite and at least 0, got Infinity", { count: Infinity });
    refuses("mean must be a Float32Array or Float64Array, got Array", { mean: [1, 2] }, TypeError);
    assertThrows(() => mergeMoments([]), RangeError, "parts must hold at least one, got none");
    const none = "parts must be a list of moments, got undefined";
    assertThrows(() => mergeMoments(undefined as never), TypeError, none);
    const numbers = "each of parts must be a mean, a variance and a count, got 1";
    assertThrows(() => mergeMoments([1] as never), TypeError, numbers);
    assertThrows(() => mergeMoments([{}] as never), TypeError, "mean must be a Float32Array or");
  });
});
