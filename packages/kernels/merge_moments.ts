/**
 * From the moments of parts to those of the whole.
 *
 * @module
 */

import { mergeParts } from "./_merge_parts.ts";
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
 * @throws {TypeError} If there is nothing to iterate over, or an array is not a Float32Array or Float64Array.
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
  return mergeParts("parts", parts);
}
