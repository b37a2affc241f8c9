/**
 * Sums and means over the first or the last axes, in float64.
 *
 * @module
 */

import { checkArray, checkShape } from "../_check.ts";
import type { FloatArray } from "../types.ts";
import { outputLike, wantedOf } from "./_output.ts";

/** What a reduction takes. */
export interface ReductionOptions<T extends FloatArray> {
  /** The shape of `x`, at least two axes. */
  readonly shape: readonly number[];
  /** Where the shape is cut in two: the first axis of the second part, from 0 to the rank. */
  readonly axis: number;
  /** Written; new when absent. */
  readonly out?: T;
}

/**
 * Sums over the axes before `axis`: `y[j] = sum over i of x[i, j]`.
 *
 * @param x An array of the shape.
 * @returns `shape.slice(axis)`, of the type of `x`. Over nothing the sum is 0.
 * @throws {TypeError} If an array is not a float array, or `out` is of another type.
 * @throws {RangeError} If the shape, the axis or a length is not valid.
 *
 * @example
 * ```ts
 * import { sumLeading } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 2, 3, 4]);
 * assertEquals([...sumLeading(x, { shape: [2, 2], axis: 1 })], [4, 6]);
 * ```
 */
export function sumLeading<T extends FloatArray>(x: T, options: ReductionOptions<T>): T {
  return leading(x, options, 1);
}

/**
 * Means over the axes before `axis`: `y[j] = mean over i of x[i, j]`.
 *
 * @param x An array of the shape.
 * @returns `shape.slice(axis)`, of the type of `x`. Over nothing the mean is NaN.
 * @throws {TypeError} If an array is not a float array, or `out` is of another type.
 * @throws {RangeError} If the shape, the axis or a length is not valid.
 *
 * @example
 * ```ts
 * import { meanLeading } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 2, 3, 4]);
 * assertEquals([...meanLeading(x, { shape: [2, 2], axis: 1 })], [2, 3]);
 * ```
 */
export function meanLeading<T extends FloatArray>(x: T, options: ReductionOptions<T>): T {
  return leading(x, options, partsOf(options).outer);
}

/**
 * Sums over the axes from `axis` on: `y[i] = sum over j of x[i, j]`.
 *
 * @param x An array of the shape.
 * @returns `shape.slice(0, axis)`, of the type of `x`. Over nothing the sum is 0.
 * @throws {TypeError} If an array is not a float array, or `out` is of another type.
 * @throws {RangeError} If the shape, the axis or a length is not valid.
 *
 * @example
 * ```ts
 * import { sumTrailing } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 2, 3, 4]);
 * assertEquals([...sumTrailing(x, { shape: [2, 2], axis: 1 })], [3, 7]);
 * ```
 */
export function sumTrailing<T extends FloatArray>(x: T, options: ReductionOptions<T>): T {
  return trailing(x, options, 1);
}

/**
 * Means over the axes from `axis` on: `y[i] = mean over j of x[i, j]`.
 *
 * @param x An array of the shape.
 * @returns `shape.slice(0, axis)`, of the type of `x`. Over nothing the mean is NaN.
 * @throws {TypeError} If an array is not a float array, or `out` is of another type.
 * @throws {RangeError} If the shape, the axis or a length is not valid.
 *
 * @example
 * ```ts
 * import { meanTrailing } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 2, 3, 4]);
 * assertEquals([...meanTrailing(x, { shape: [2, 2], axis: 0 })], [2.5]);
 * ```
 */
export function meanTrailing<T extends FloatArray>(x: T, options: ReductionOptions<T>): T {
  return trailing(x, options, partsOf(options).inner);
}

function partsOf<T extends FloatArray>(
  { shape, axis }: ReductionOptions<T>,
): { readonly outer: number; readonly inner: number } {
  checkShape(shape);
  if (!Number.isSafeInteger(axis) || axis < 0 || axis > shape.length) {
    throw new RangeError(`axis must be from 0 to ${shape.length}, got ${axis}`);
  }
  const [outer, inner] = [shape.slice(0, axis), shape.slice(axis)].map((part) => wantedOf(part));
  return { outer: outer!.length, inner: inner!.length };
}

function leading<T extends FloatArray>(x: T, options: ReductionOptions<T>, divisor: number): T {
  const { outer, inner } = partsOf(options);
  checkArray("x", x, wantedOf(options.shape));
  const y = outputLike(options.out, x, wantedOf(options.shape.slice(options.axis)));
  const sums = new Float64Array(inner);
  for (let i = 0, from = 0; i < outer; i++, from += inner) {
    for (let j = 0; j < inner; j++) sums[j] = sums[j]! + x[from + j]!;
  }
  for (let j = 0; j < inner; j++) y[j] = sums[j]! / divisor;
  return y;
}

function trailing<T extends FloatArray>(x: T, options: ReductionOptions<T>, divisor: number): T {
  const { outer, inner } = partsOf(options);
  checkArray("x", x, wantedOf(options.shape));
  const y = outputLike(options.out, x, wantedOf(options.shape.slice(0, options.axis)));
  for (let i = 0, at = 0; i < outer; i++) {
    let sum = 0;
    for (const end = at + inner; at < end; at++) sum += x[at]!;
    y[i] = sum / divisor;
  }
  return y;
}
