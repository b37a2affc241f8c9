/**
 * Root-mean-square normalization: layer norm that does not subtract the mean.
 *
 * @module
 */

import { normalize, normalizeBackward } from "./normalize.ts";
import { createPlan } from "./plan.ts";
import type { BackwardOptions, FloatArray, ForwardOptions } from "./types.ts";

/** What {@linkcode rmsNorm} takes. */
export interface RmsNormOptions<T extends FloatArray> extends ForwardOptions<T> {
  /** The shape of `x`, rank at least 2. */
  readonly shape: readonly number[];
  /** The first normalized axis; all after it are normalized too. Default 1; -1 is the last one. */
  readonly axis?: number;
}

/** What {@linkcode rmsNormBackward} takes. */
export interface RmsNormBackwardOptions<T extends FloatArray> extends BackwardOptions<T> {
  /** The shape of `x`. */
  readonly shape: readonly number[];
  /** The first normalized axis. Default 1. */
  readonly axis?: number;
  /** The reciprocal root mean square that forward returned, one per leading index. */
  readonly rstd: FloatArray;
}

/**
 * Divides by the root mean square over `axis` and all axes after it:
 * `y = x / sqrt(mean(x ** 2) + epsilon) * gamma + beta`; gamma and beta have the shape of the
 * normalized axes, `shape.slice(axis)`. The paper has no beta.
 *
 * NaN and infinity stay in their own statistic. Where the input and epsilon are 0, so is `rstd`.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape and the axis. Epsilon is 1e-5 unless given (ONNX's; PyTorch takes the
 * machine epsilon of the type, Keras 1e-6).
 * @returns `y` like `x`; `rstd`, float64, one per leading index. Keep it for backward.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, axis, epsilon or a length is not valid.
 *
 * @example
 * ```ts
 * import { rmsNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const { y } = rmsNorm(new Float64Array([2, -2, 8, 8]), { shape: [2, 2], epsilon: 0 });
 * assertEquals([...y], [1, -1, 1, 1]);
 * ```
 *
 * @see Zhang, Sennrich, "Root Mean Square Layer Normalization" (2019), arXiv 1910.07467
 */
export function rmsNorm<T extends FloatArray>(
  x: T,
  options: RmsNormOptions<T>,
): { y: T; rstd: Float64Array } {
  const { y, rstd } = normalize(createPlan({ ...options, kind: "rms" }), x, options);
  return { y, rstd };
}

/**
 * The gradient of {@linkcode rmsNorm}. With `g = dy * gamma`, `xhat = x * rstd` and the mean over the
 * normalized axes: `dx = rstd * (g - xhat * mean(g * xhat))`; `dgamma = sum(dy * xhat)` and
 * `dbeta = sum(dy)` over the leading axes.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape and axis, gamma, and the rstd that forward returned.
 * @returns `dx` like `x`; `dgamma` and `dbeta`, float64, of the normalized axes' shape.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, axis or a length is not valid.
 *
 * @example
 * ```ts
 * import { rmsNorm, rmsNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const shape = [1, 2];
 * const x = new Float64Array([2, -2]);
 * const { rstd } = rmsNorm(x, { shape, epsilon: 0 });
 * const { dx } = rmsNormBackward(new Float64Array([1, -1]), x, { shape, rstd });
 * assertEquals([...dx], [0, 0]); // a longer x of the same direction gives the same y
 * ```
 *
 * @see Zhang, Sennrich, "Root Mean Square Layer Normalization" (2019), arXiv 1910.07467
 */
export function rmsNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: RmsNormBackwardOptions<T>,
): { dx: T; dgamma: Float64Array; dbeta: Float64Array } {
  const plan = createPlan({ ...options, kind: "rms" });
  return normalizeBackward(plan, dy, x, { ...options, mean: new Float64Array(plan.statistics) });
}
