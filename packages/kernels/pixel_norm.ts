/**
 * Pixel normalization: each position scaled to channels of mean square 1.
 *
 * @module
 */

import { unitAffine } from "./_affine.ts";
import { checkArray } from "./_check.ts";
import { applyScale, meanSquareGradient, meanSquares } from "./_mean_square.ts";
import { openBackward, openForward } from "./_open.ts";
import { rstdOf } from "./_rstd.ts";
import { createPlan } from "./plan.ts";
import type { ActivationNormOptions, FloatArray } from "./types.ts";

/** What {@linkcode pixelNorm} takes. */
export interface PixelNormOptions<T extends FloatArray> extends ActivationNormOptions {
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode pixelNorm} returns. */
export interface PixelNormResult<T extends FloatArray> {
  /** The output, of the shape and type of `x`. */
  readonly y: T;
  /** The reciprocal root mean square of each position, float64. Keep it for backward. */
  readonly rstd: Float64Array;
}

/** What {@linkcode pixelNormBackward} takes. */
export interface PixelNormBackwardOptions<T extends FloatArray> extends ActivationNormOptions {
  /** What forward returned, `[n * positions]`. */
  readonly rstd: FloatArray;
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

const DEFAULT_EPSILON = 1e-8;

/**
 * Scales each position of each sample: `y = x / sqrt(mean(x ** 2) + epsilon)`, the mean over channels.
 * Nothing is subtracted, and nothing is learned.
 *
 * A sample's result does not depend on its batch, to the bit. NaN and infinity stay at their own
 * position. Zeros stay zeros, also with `epsilon: 0`. An empty input gives an empty output.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape. Epsilon is 1e-8 unless given, the paper's.
 * @returns `y` like `x`; `rstd`, float64 `[n * positions]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon or a length is not valid.
 *
 * @example
 * ```ts
 * import { pixelNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 7]); // one sample, two channels: the root mean square is 5
 * assertEquals([...pixelNorm(x, { shape: [1, 2], epsilon: 0 }).y], [...new Float32Array([0.2, 1.4])]);
 * ```
 *
 * @see Karras, Aila, Laine, Lehtinen, "Progressive Growing of GANs" (2017), arXiv 1710.10196
 */
export function pixelNorm<T extends FloatArray>(
  x: T,
  options: PixelNormOptions<T>,
): PixelNormResult<T> {
  const { at: { engine }, y, epsilon } = openForward(x, options, DEFAULT_EPSILON);
  const plan = createPlan({ ...options, kind: "positional" });
  const rstd = meanSquares(engine, plan, x).map((square) => rstdOf(square, epsilon));
  applyScale(engine, plan, { x, y, rstd, ...unitAffine(plan) });
  return { y, rstd };
}

/**
 * The gradient of {@linkcode pixelNorm}: `dx = rstd * (dy - y * mean(dy * y))`, the mean over channels.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape, and the rstd that forward returned.
 * @returns `dx` like `x`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout or a length is not valid.
 *
 * @example
 * ```ts
 * import { pixelNorm, pixelNormBackward } from "@evenkeel/kernels";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const x = new Float64Array([1, 7]);
 * const { rstd } = pixelNorm(x, { shape: [1, 2] });
 * const { dx } = pixelNormBackward(x, x, { shape: [1, 2], rstd });
 * assertAlmostEquals(dx[0]!, 0, 1e-9); // making all channels larger changes nothing
 * ```
 *
 * @see Karras, Aila, Laine, Lehtinen, "Progressive Growing of GANs" (2017), arXiv 1710.10196
 */
export function pixelNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: PixelNormBackwardOptions<T>,
): { dx: T } {
  const { at: { engine }, dx } = openBackward(dy, x, options);
  const plan = createPlan({ ...options, kind: "positional" });
  checkArray("rstd", options.rstd, { length: plan.statistics, unit: "positions of each sample" });
  const rstd = Float64Array.from(options.rstd);
  meanSquareGradient(engine, plan, { dy, x, dx, rstd, gamma: unitAffine(plan).gamma });
  return { dx };
}
