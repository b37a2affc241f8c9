/**
 * Sums and means over adjacent axes, in float64.
 *
 * @module
 */

import { checkArray, checkShape } from "../_check.ts";
import type { SimdEngine } from "../simd/engine.ts";
import type { FloatArray } from "../types.ts";
import { outputLike, wantedOf } from "./_output.ts";
import { sumMiddle } from "./_sum_rows.ts";

/**
 * Options of {@linkcode sumLeading}, {@linkcode sumTrailing}, {@linkcode meanLeading} and
 * {@linkcode meanTrailing}.
 */
export interface ReductionOptions<T extends FloatArray> {
  /** The shape of `x`, at least two axes. */
  readonly shape: readonly number[];
  /** Where the shape is cut in two: the first axis of the second part, from 0 to the rank. */
  readonly axis: number;
  /** Written; new when absent. */
  readonly out?: T;
  /** The engine to compute with, if the arrays are Float32Arrays. Default: plain loops. */
  readonly engine?: SimdEngine;
}

/** Options of {@linkcode sumBetween} and {@linkcode meanBetween}. */
export interface MiddleReductionOptions<T extends FloatArray> extends ReductionOptions<T> {
  /** Which axis comes after those that are summed up; from `axis` to the rank. */
  readonly end: number;
}

/**
 * Sums over the axes before `axis`: `y[j] = sum over i of x[i, j]`.
 *
 * @param x An array of the shape. Not written.
 * @param options The shape, and where it is cut.
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
  return between(x, leading(options), () => 1);
}

/**
 * Means over the axes before `axis`: `y[j] = mean over i of x[i, j]`.
 *
 * @param x An array of the shape. Not written.
 * @param options The shape, and where it is cut.
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
  return between(x, leading(options), (summands) => summands);
}

/**
 * Sums over the axes from `axis` on: `y[i] = sum over j of x[i, j]`.
 *
 * @param x An array of the shape. Not written.
 * @param options The shape, and where it is cut.
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
  return sumBetween(x, { ...options, end: options.shape.length });
}

/**
 * Means over the axes from `axis` on: `y[i] = mean over j of x[i, j]`.
 *
 * @param x An array of the shape. Not written.
 * @param options The shape, and where it is cut.
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
  return meanBetween(x, { ...options, end: options.shape.length });
}

/**
 * Sums over some adjacent axes: `y[i, k] = sum over j of x[i, j, k]`, where `shape` is cut before axis
 * `axis` and before axis `end`.
 *
 * @param x An array of the shape. Not written.
 * @param options The shape, and where it is cut.
 * @returns The shape without those axes, of the type of `x`. Over nothing the sum is 0.
 * @throws {TypeError} If an array is not a float array, or `out` is of another type.
 * @throws {RangeError} If the shape, an axis or a length is not valid.
 *
 * @example
 * ```ts
 * import { sumBetween } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 2, 3, 4, 5, 6, 7, 8]);
 * assertEquals([...sumBetween(x, { shape: [2, 2, 2], axis: 1, end: 2 })], [4, 6, 12, 14]);
 * ```
 */
export function sumBetween<T extends FloatArray>(x: T, options: MiddleReductionOptions<T>): T {
  return between(x, options, () => 1);
}

/**
 * Means over some adjacent axes, as {@linkcode sumBetween} has them.
 *
 * @param x An array of the shape. Not written.
 * @param options The shape, and where it is cut.
 * @returns The shape without those axes, of the type of `x`. Over nothing the mean is NaN.
 * @throws {TypeError} If an array is not a float array, or `out` is of another type.
 * @throws {RangeError} If the shape, an axis or a length is not valid.
 *
 * @example
 * ```ts
 * import { meanBetween } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 2, 3, 4, 5, 6, 7, 8]);
 * assertEquals([...meanBetween(x, { shape: [2, 2, 2], axis: 1, end: 2 })], [2, 3, 6, 7]);
 * ```
 */
export function meanBetween<T extends FloatArray>(x: T, options: MiddleReductionOptions<T>): T {
  return between(x, options, (summands) => summands);
}

function between<T extends FloatArray>(
  x: T,
  { shape, axis, end, engine, out }: MiddleReductionOptions<T>,
  divisorOf: (summands: number) => number,
): T {
  checkCut("axis", axis, { shape, least: 0 });
  checkCut("end", end, { shape, least: axis });
  checkArray("x", x, wantedOf(shape));
  const y = outputLike(out, x, {
    ...wantedOf([...shape.slice(0, axis), ...shape.slice(end)]),
    inputs: { x },
  });
  const [outer, summands, inner] = [[0, axis], [axis, end], [end, shape.length]].map(
    ([from, to]) => wantedOf(shape.slice(from, to)).length,
  ) as [number, number, number];
  const divisor = divisorOf(summands);
  sumMiddle(x, { outer, summands, inner }, {
    engine,
    write: (at, sum) => {
      y[at] = sum / divisor;
    },
  });
  return y;
}

function leading<T extends FloatArray>(
  options: ReductionOptions<T>,
): MiddleReductionOptions<T> {
  checkCut("axis", options.axis, { shape: options.shape, least: 0 });
  return { ...options, axis: 0, end: options.axis };
}

function checkCut(
  name: string,
  axis: number,
  { shape, least }: { readonly shape: readonly number[]; readonly least: number },
): void {
  checkShape(shape);
  if (Number.isSafeInteger(axis) && axis >= least && axis <= shape.length) return;
  throw new RangeError(`${name} must be from ${least} to ${shape.length}, got ${axis}`);
}
