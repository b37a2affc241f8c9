/**
 * From the moments of parts to those of the whole.
 *
 * @module
 */

import { checkArray, describe } from "./_check.ts";
import type { FloatArray } from "./types.ts";

/** Moments that know how much they are made of. */
export interface CountedMoments {
  /** The mean of each statistic. */
  readonly mean: FloatArray;
  /** Its biased variance. */
  readonly variance: FloatArray;
  /** Its number of elements, or the sum of their weights; one number where all have the same. */
  readonly count: FloatArray | number;
}

/** Merged moments. */
export interface MergedMoments extends CountedMoments {
  /** The mean of each statistic, float64. */
  readonly mean: Float64Array;
  /** Its biased variance, float64. */
  readonly variance: Float64Array;
  /** Its number of elements, or the sum of their weights, float64. */
  readonly count: Float64Array;
}

/**
 * Joins the moments of parts, statistic by statistic, as if all their elements had been together: with
 * `delta = b.mean - a.mean`, `mean = a.mean + delta * b.count / count` and
 * `variance = (a.count * a.variance + b.count * b.variance + delta**2 * a.count * b.count / count) / count`.
 *
 * Exact to rounding; nothing is squared but differences. A part that counts 0 changes nothing, whatever
 * its mean. No part at all is an error: nobody knows how many statistics there are.
 *
 * @param parts The moments of each part, all of the same length; read once, one after the other, so
 * that a generator never has more than one in memory.
 * @returns The moments of the whole, float64.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If there are no parts, lengths differ, or a count is negative, infinite or NaN.
 *
 * @example
 * ```ts
 * import { mergeMoments, moments } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const parts = [[1, 3], [5], []].map((part) =>
 *   moments(Float64Array.from(part), { shape: [part.length] })
 * );
 * const { mean, variance, count } = mergeMoments(parts);
 * assertEquals([mean[0], variance[0], count[0]], [3, 8 / 3, 3]);
 * ```
 *
 * @see Chan, Golub, LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances"
 * (1979)
 */
export function mergeMoments(parts: Iterable<CountedMoments>): MergedMoments {
  let merged: MergedMoments | undefined;
  for (const part of parts) {
    checkPart(part, merged?.mean.length ?? part.mean.length);
    merged ??= empty(part.mean.length);
    add(merged, part);
  }
  if (merged === undefined) throw new RangeError("parts must hold at least one, got none");
  const { mean, variance, count } = merged;
  for (let s = 0; s < variance.length; s++) {
    if (count[s]! > 0) variance[s] = variance[s]! / count[s]!;
  }
  return { mean, variance, count };
}

function empty(length: number): MergedMoments {
  const zeros = () => new Float64Array(length);
  return { mean: zeros(), variance: zeros(), count: zeros() };
}

/** `into.variance` holds sums of squares here. */
function add(into: MergedMoments, part: CountedMoments): void {
  for (let s = 0; s < into.mean.length; s++) {
    const more = typeof part.count === "number" ? part.count : part.count[s]!;
    if (more === 0) continue;
    const before = into.count[s]!, count = before + more;
    const delta = part.mean[s]! - into.mean[s]!;
    into.count[s] = count;
    if (before === 0) {
      into.mean[s] = part.mean[s]!;
      into.variance[s] = more * part.variance[s]!;
      continue;
    }
    const share = more / count;
    into.mean[s] = into.mean[s]! + delta * share;
    into.variance[s] = into.variance[s]! + more * part.variance[s]! +
      delta * delta * before * share;
  }
}

function checkPart({ mean, variance, count }: CountedMoments, length: number): void {
  const wanted = { length, unit: "as many as in the first part" };
  checkArray("mean", mean, wanted);
  checkArray("variance", variance, wanted);
  if (typeof count !== "number") checkArray("count", count, wanted);
  const wrong = typeof count === "number" ? count : count.find((value: number) => !isCount(value));
  if (wrong !== undefined && !isCount(wrong)) {
    throw new RangeError(`count must be finite and at least 0, got ${describe(wrong)}`);
  }
}

function isCount(value: number): boolean {
  return value >= 0 && value < Infinity;
}
