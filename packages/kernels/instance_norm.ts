/**
 * Instance normalization: each channel of each sample by itself.
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
  Layout,
} from "./types.ts";

/** What {@linkcode instanceNorm} takes. */
export interface InstanceNormOptions<T extends FloatArray> extends ForwardOptions<T> {
  /** The shape of `x`, `[n, c, ...spatial]` or `[n, ...spatial, c]`, rank at least 2. */
  readonly shape: readonly number[];
  /** Position of the channel axis. Default `"channels-first"`. */
  readonly layout?: Layout;
}

/** What {@linkcode instanceNormBackward} takes. */
export interface InstanceNormBackwardOptions<T extends FloatArray> extends BackwardOptions<T> {
  /** The shape of `x`. */
  readonly shape: readonly number[];
  /** Position of the channel axis. Default `"channels-first"`. */
  readonly layout?: Layout;
  /** The mean that forward returned, `[n * c]`. */
  readonly mean: FloatArray;
  /** The reciprocal standard deviation that forward returned, `[n * c]`. */
  readonly rstd: FloatArray;
}

/**
 * Normalizes each channel of each sample over its spatial positions:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c]`, with the biased variance.
 *
 * The result of a sample does not depend on the rest of the batch, to the bit. Channels are not mixed:
 * statistics are per channel, as in the paper. With one spatial position the variance is 0, so `y = beta`
 * (PyTorch throws there). NaN and infinity stay in their own channel of their own sample. An empty input
 * gives an empty output.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape, and gamma and beta of `c` elements each. Epsilon is 1e-5 unless given
 * (PyTorch's; Keras has 1e-3).
 * @returns `y` like `x`; `mean`, `variance` and `rstd`, float64 `[n * c]`, sample by sample.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon or a length is not valid.
 *
 * @example
 * ```ts
 * import { instanceNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3, 10, 30]); // one sample, two channels, two positions
 * const { y, mean } = instanceNorm(x, { shape: [1, 2, 2], epsilon: 0 });
 * assertEquals([...y], [-1, 1, -1, 1]);
 * assertEquals([...mean], [2, 20]);
 * ```
 *
 * @see Ulyanov, Vedaldi, Lempitsky, "Instance Normalization" (2016), arXiv 1607.08022
 */
export function instanceNorm<T extends FloatArray>(
  x: T,
  options: InstanceNormOptions<T>,
): ForwardResult<T> {
  return normalize(createPlan({ ...options, kind: "instance" }), x, options);
}

/**
 * The gradient of {@linkcode instanceNorm}. With `g = dy * gamma`, `xhat = (x - mean) * rstd` and means
 * over the spatial positions of a channel of a sample:
 * `dx = rstd * (g - mean(g) - xhat * mean(g * xhat))`; `dgamma = sum(dy * xhat)` and `dbeta = sum(dy)`
 * over samples and positions.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape, gamma of `c` elements, and the mean and rstd that forward returned.
 * @returns `dx` like `x`; `dgamma` and `dbeta`, float64 `[c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout or a length is not valid.
 *
 * @example
 * ```ts
 * import { instanceNorm, instanceNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const shape = [1, 2, 2];
 * const x = new Float32Array([1, 3, 10, 30]);
 * const { mean, rstd } = instanceNorm(x, { shape });
 * const dy = new Float32Array([1, 1, 1, 1]);
 * const { dx, dbeta } = instanceNormBackward(dy, x, { shape, mean, rstd });
 * assertEquals([...dx], [0, 0, 0, 0]); // adding the same to every position changes nothing
 * assertEquals([...dbeta], [2, 2]);
 * ```
 *
 * @see Ulyanov, Vedaldi, Lempitsky, "Instance Normalization" (2016), arXiv 1607.08022
 */
export function instanceNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: InstanceNormBackwardOptions<T>,
): BackwardResult<T> {
  return normalizeBackward(createPlan({ ...options, kind: "instance" }), dy, x, options);
}
