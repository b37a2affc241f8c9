/**
 * Layer normalization: the trailing axes of each sample.
 *
 * @module
 */

import { normalize, normalizeBackward } from "./normalize.ts";
import { createPlan } from "./plan.ts";
import type {
  BackwardOptions,
  BackwardResult,
  FloatArray,
  ForwardOptions,
  ForwardResult,
} from "./types.ts";

/** What {@linkcode layerNorm} takes. */
export interface LayerNormOptions<T extends FloatArray> extends ForwardOptions<T> {
  /** The shape of `x`, rank at least 2. */
  readonly shape: readonly number[];
  /** The first normalized axis; all after it are normalized too. Default 1; -1 is the last one. */
  readonly axis?: number;
}

/** What {@linkcode layerNormBackward} takes. */
export interface LayerNormBackwardOptions<T extends FloatArray> extends BackwardOptions<T> {
  /** The shape of `x`. */
  readonly shape: readonly number[];
  /** The first normalized axis. Default 1. */
  readonly axis?: number;
  /** The mean that forward returned, one per leading index. */
  readonly mean: FloatArray;
  /** The reciprocal standard deviation that forward returned, one per leading index. */
  readonly rstd: FloatArray;
}

/**
 * Normalizes over `axis` and all axes after it:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma + beta`, with the biased variance; gamma and beta
 * have the shape of the normalized axes, `shape.slice(axis)`, as in PyTorch and ONNX.
 *
 * One normalized element has variance 0, so `y = beta`. NaN and infinity stay in their own statistic.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape and the axis. Epsilon is 1e-5 unless given (PyTorch's; Keras has 1e-3,
 * Flax 1e-6).
 * @returns `y` like `x`; `mean`, `variance` and `rstd`, float64, one per leading index.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, axis, epsilon or a length is not valid.
 *
 * @example
 * ```ts
 * import { layerNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3, 10, 30]);
 * const { y } = layerNorm(x, { shape: [2, 2], axis: -1, epsilon: 0 });
 * assertEquals([...y], [-1, 1, -1, 1]);
 * ```
 *
 * @see Ba, Kiros, Hinton, "Layer Normalization" (2016), arXiv 1607.06450
 */
export function layerNorm<T extends FloatArray>(
  x: T,
  options: LayerNormOptions<T>,
): ForwardResult<T> {
  return normalize(createPlan({ ...options, kind: "layer" }), x, options);
}

/**
 * The gradient of {@linkcode layerNorm}. With `g = dy * gamma`, `xhat = (x - mean) * rstd` and means over
 * the normalized axes: `dx = rstd * (g - mean(g) - xhat * mean(g * xhat))`; `dgamma = sum(dy * xhat)` and
 * `dbeta = sum(dy)` over the leading axes.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape and axis, gamma, and the mean and rstd that forward returned.
 * @returns `dx` like `x`; `dgamma` and `dbeta`, float64, of the normalized axes' shape.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, axis or a length is not valid.
 *
 * @example
 * ```ts
 * import { layerNorm, layerNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const shape = [2, 2];
 * const x = new Float32Array([1, 3, 10, 30]);
 * const { mean, rstd } = layerNorm(x, { shape });
 * const dy = new Float32Array([1, 1, 1, 1]);
 * const { dx } = layerNormBackward(dy, x, { shape, mean, rstd });
 * assertEquals([...dx], [0, 0, 0, 0]);
 * ```
 *
 * @see Ba, Kiros, Hinton, "Layer Normalization" (2016), arXiv 1607.06450
 */
export function layerNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: LayerNormBackwardOptions<T>,
): BackwardResult<T> {
  return normalizeBackward(createPlan({ ...options, kind: "layer" }), dy, x, options);
}
