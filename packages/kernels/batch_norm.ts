/**
 * Batch normalization in training: each channel over the whole batch.
 *
 * @module
 */

import { checkRunning } from "./_check_running.ts";
import { normalize, normalizeBackward } from "./normalize.ts";
import { createPlan } from "./plan.ts";
import { updateRunning } from "./running_statistics.ts";
import type { RunningStatistics } from "./running_statistics.ts";
import type {
  BackwardOptions,
  BackwardResult,
  FloatArray,
  ForwardOptions,
  ForwardResult,
  Layout,
} from "./types.ts";

/** What {@linkcode batchNorm} takes. */
export interface BatchNormOptions<T extends FloatArray> extends ForwardOptions<T> {
  /** The shape of `x`, `[n, c, ...spatial]` or `[n, ...spatial, c]`, rank at least 2. */
  readonly shape: readonly number[];
  /** Position of the channel axis. Default `"channels-first"`. */
  readonly layout?: Layout;
  /** Running statistics to move towards this batch's, in place. Default: none. */
  readonly running?: RunningStatistics;
}

/** What {@linkcode batchNormBackward} takes. */
export interface BatchNormBackwardOptions<T extends FloatArray> extends BackwardOptions<T> {
  /** The shape of `x`. */
  readonly shape: readonly number[];
  /** Position of the channel axis. Default `"channels-first"`. */
  readonly layout?: Layout;
  /** The mean that forward returned, `[c]`. */
  readonly mean: FloatArray;
  /** The reciprocal standard deviation that forward returned, `[c]`. */
  readonly rstd: FloatArray;
}

/**
 * Normalizes each channel over samples and positions:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c]`, with the biased variance.
 *
 * Every sample's result depends on the whole batch; use {@linkcode batchNormInference} where it must
 * not. NaN and infinity stay in their own channel. One element per channel has variance 0, so
 * `y = beta` (PyTorch throws there). An empty batch gives an empty output and leaves `running` alone.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape, and gamma and beta of `c` elements each. Epsilon is 1e-5 unless given
 * (PyTorch's; Keras has 1e-3). `running.mean` and `running.variance` are written.
 * @returns `y` like `x`; `mean`, `variance` and `rstd`, float64 `[c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon, rate, correction or a length is not valid, or if
 * the correction leaves nothing to divide by. Nothing has been written then.
 *
 * @example
 * ```ts
 * import { batchNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 10, 3, 30]); // two samples, two channels
 * const running = { mean: new Float32Array(2), variance: new Float32Array([1, 1]), rate: 0.5 };
 * const { y, mean } = batchNorm(x, { shape: [2, 2], epsilon: 0, running });
 * assertEquals([...y], [-1, -1, 1, 1]);
 * assertEquals([...mean], [2, 20]);
 * assertEquals([...running.mean], [1, 10]);
 * ```
 *
 * @see Ioffe, Szegedy, "Batch Normalization" (2015), arXiv 1502.03167
 */
export function batchNorm<T extends FloatArray>(
  x: T,
  options: BatchNormOptions<T>,
): ForwardResult<T> {
  const plan = createPlan({ ...options, kind: "batch" });
  const { running } = options;
  if (running !== undefined) checkRunning(running, plan.count, plan.statistics);
  const result = normalize(plan, x, options);
  if (running !== undefined) updateRunning(running, result, plan.count);
  return result;
}

/**
 * The gradient of {@linkcode batchNorm}. With `g = dy * gamma`, `xhat = (x - mean) * rstd` and means over
 * samples and positions: `dx = rstd * (g - mean(g) - xhat * mean(g * xhat))`,
 * `dgamma = sum(dy * xhat)`, `dbeta = sum(dy)`.
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
 * import { batchNorm, batchNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const shape = [2, 2];
 * const x = new Float32Array([1, 10, 3, 30]);
 * const { mean, rstd } = batchNorm(x, { shape });
 * const dy = new Float32Array([1, 1, 1, 1]);
 * const { dx, dbeta } = batchNormBackward(dy, x, { shape, mean, rstd });
 * assertEquals([...dx], [0, 0, 0, 0]);
 * assertEquals([...dbeta], [2, 2]);
 * ```
 *
 * @see Ioffe, Szegedy, "Batch Normalization" (2015), arXiv 1502.03167
 */
export function batchNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: BatchNormBackwardOptions<T>,
): BackwardResult<T> {
  return normalizeBackward(createPlan({ ...options, kind: "batch" }), dy, x, options);
}
