import { AssertionError } from "./assertion_error.ts";

/** How far two arrays may be apart. */
export interface AllCloseOptions {
  /**
   * Relative tolerance, times the largest finite `|expected|`. Default 1e-6 where `actual` is a
   * Float32Array, otherwise 1e-12.
   */
  readonly rtol?: number;
  /** Absolute tolerance. Default 0. */
  readonly atol?: number;
  /** What the arrays are, for the message. */
  readonly name?: string;
  /**
   * Whether values may be anything where `expected` is NaN or infinite, which GPUs do not promise.
   * Default false.
   */
  readonly skipNonFinite?: boolean;
}

/**
 * Asserts that `|actual - expected| <= rtol * max|expected| + atol` for every element.
 *
 * The maximum is taken over the finite values of the whole array: elements that came out of a sum
 * are as wrong as the largest term, however small they are themselves. NaN and each infinity must
 * stand in the same places.
 *
 * @throws {AssertionError} If the lengths differ or an element is too far away. The message names
 * the worst index, both values, the error and the tolerance.
 * @throws {RangeError} If a tolerance is negative or NaN.
 *
 * @example
 * ```ts
 * import { assertAllClose, AssertionError } from "@evenkeel/testing";
 * import { assertThrows } from "@std/assert";
 *
 * assertAllClose([1, 1000], [1.0001, 1000], { rtol: 1e-6 });
 * assertThrows(() => assertAllClose([1, 1000], [1.1, 1000], { rtol: 1e-6 }), AssertionError);
 * ```
 */
export function assertAllClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  options: AllCloseOptions = {},
): void {
  const { atol = 0, name = "actual", skipNonFinite = false } = options;
  const rtol = options.rtol ?? (actual instanceof Float32Array ? 1e-6 : 1e-12);
  checkTolerance("rtol", rtol);
  checkTolerance("atol", atol);
  if (actual.length !== expected.length) {
    throw new AssertionError(
      `${name} must have ${expected.length} elements, got ${actual.length}`,
    );
  }

  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const size = Math.abs(expected[i]!);
    if (size > largest && size < Infinity) largest = size;
  }
  const tolerance = rtol * largest + atol;

  let worst = -1;
  let worstError = 0;
  let failures = 0;
  for (let i = 0; i < expected.length; i++) {
    const error = distance(actual[i]!, expected[i]!, skipNonFinite);
    if (error <= tolerance && error < Infinity) continue;
    failures++;
    if (worst === -1 || error > worstError) {
      worst = i;
      worstError = error;
    }
  }
  if (worst === -1) return;
  throw new AssertionError(
    `${name}[${worst}] must be ${expected[worst]}, got ${actual[worst]}: ` +
      `error ${worstError}, tolerance ${tolerance} ` +
      `(rtol ${rtol} * max|expected| ${largest} + atol ${atol}); ` +
      `${failures} of ${expected.length} elements are too far away`,
  );
}

/** The error of one element: infinite where one is NaN or infinite and the other is not the same. */
function distance(actual: number, expected: number, skipNonFinite: boolean): number {
  if (!Number.isFinite(expected)) {
    return skipNonFinite || Object.is(actual, expected) ? 0 : Infinity;
  }
  return Number.isFinite(actual) ? Math.abs(actual - expected) : Infinity;
}

function checkTolerance(name: string, value: number): void {
  // A NaN tolerance would make every comparison false, and with it the assertion void.
  if (!(value >= 0)) throw new RangeError(`${name} must be at least 0, got ${value}`);
}
