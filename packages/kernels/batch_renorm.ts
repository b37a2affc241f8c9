/**
 * Batch renormalization: batch norm that stays near its running statistics.
 *
 * @module
 */

import { channelArray } from "./_affine.ts";
import { checkRunning } from "./_check_running.ts";
import { checkPresent, checkVariance } from "./_check.ts";
import { openForward } from "./_open.ts";
import { rstdOf } from "./_rstd.ts";
import { normalizeBackward } from "./normalize.ts";
import { createPlan } from "./plan.ts";
import { type RunningStatistics, updateRunning } from "./running_statistics.ts";
import type { ActivationNormOptions, BackwardResult, FloatArray, ForwardResult } from "./types.ts";

/** What {@linkcode batchRenorm} takes. */
export interface BatchRenormOptions<T extends FloatArray> extends ActivationNormOptions {
  /** The running statistics to stay near to; moved towards this batch's afterwards, in place. */
  readonly running: RunningStatistics;
  /** The scale, `[c]`; ones when absent. */
  readonly gamma?: FloatArray;
  /** The shift, `[c]`; zeros when absent. */
  readonly beta?: FloatArray;
  /** The largest ratio of standard deviations, at least 1. Default 3, where the paper's schedule ends. */
  readonly rMax?: number;
  /** The largest difference of means, in standard deviations, at least 0. Default 5, likewise. */
  readonly dMax?: number;
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode batchRenorm} returns. */
export interface BatchRenormResult<T extends FloatArray> extends ForwardResult<T> {
  /** The clipped ratio of the standard deviations, float64 `[c]`. Keep it for backward. */
  readonly r: Float64Array;
  /** The clipped difference of the means, float64 `[c]`. Keep it for backward. */
  readonly d: Float64Array;
}

/** What {@linkcode batchRenormBackward} takes. */
export interface BatchRenormBackwardOptions<T extends FloatArray> extends ActivationNormOptions {
  /** The mean that forward returned, `[c]`. */
  readonly mean: FloatArray;
  /** The reciprocal standard deviation that forward returned, `[c]`. */
  readonly rstd: FloatArray;
  /** The ratio that forward returned, `[c]`. */
  readonly r: FloatArray;
  /** The difference that forward returned, `[c]`. */
  readonly d: FloatArray;
  /** The scale of the forward call; ones when absent. */
  readonly gamma?: FloatArray;
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

/**
 * Normalizes by the batch and corrects towards the running statistics:
 * `y = (xhat * r + d) * gamma[c] + beta[c]`, where `xhat` is batch norm's, `r = clip(sigmaB / sigma, 1 / rMax,
 * rMax)`, `d = clip((meanB - mean) / sigma, -dMax, dMax)` and `sigma = sqrt(variance + epsilon)`.
 *
 * Where nothing is clipped, this is inference with the running statistics as they were before; with
 * `rMax: 1, dMax: 0` it is batch norm. The gradient takes r and d for constants. At inference use
 * `batchNormInference`. The running statistic is the variance (the paper keeps the standard deviation), so
 * that batch norm and batch renorm can share `running`. An empty batch gives an empty output and leaves
 * `running` alone.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape; running, gamma and beta of `c` elements each. Epsilon is 1e-5 unless given
 * (Keras has 1e-3). `running` is written; its `correction` is 1, the unbiased variance, unless given.
 * @returns `y` like `x`; `mean`, `variance`, `rstd`, `r` and `d`, float64 `[c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon, rMax, dMax, rate, correction or a length is not
 * valid, or if a running variance plus epsilon is negative. Nothing has been written then.
 *
 * @example
 * ```ts
 * import { batchRenorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const running = { mean: new Float32Array([1]), variance: new Float32Array([1]) };
 * const { y } = batchRenorm(new Float32Array([1, 3]), { shape: [2, 1], running, epsilon: 0 });
 * assertEquals([...y], [0, 2]); // as the running statistics would have it
 * ```
 *
 * @see Ioffe, "Batch Renormalization" (2017), arXiv 1702.03275
 */
export function batchRenorm<T extends FloatArray>(
  x: T,
  options: BatchRenormOptions<T>,
): BatchRenormResult<T> {
  const { at: { c, engine }, y, epsilon } = openForward(x, options);
  const plan = createPlan({ ...options, kind: "batch" });
  const gamma = channelArray("gamma", options.gamma, { c, absent: 1 });
  const beta = channelArray("beta", options.beta, { c, absent: 0 });
  const { running, rMax = 3, dMax = 5 } = options;
  if (!(rMax >= 1)) throw new RangeError(`rMax must be at least 1, got ${rMax}`);
  if (!(dMax >= 0)) throw new RangeError(`dMax must be at least 0, got ${dMax}`);
  checkPresent("running", running, "a running mean and variance");
  checkRunning(running, plan.count, c);
  checkVariance("running.variance", running.variance, epsilon);

  const { mean, variance } = engine.statistics(plan, x);
  const sigma = Float64Array.from(running.variance, (value) => Math.sqrt(value + epsilon));
  const r = variance.map((value, s) =>
    clip(ratio(Math.sqrt(value + epsilon), sigma[s]!, 1), 1 / rMax, rMax)
  );
  const d = mean.map((value, s) =>
    clip(ratio(value - running.mean[s]!, sigma[s]!, 0), -dMax, dMax)
  );
  const rstd = variance.map((value) => rstdOf(value, epsilon));
  engine.apply(plan, x, y, {
    mean,
    rstd,
    gamma: gamma.map((value, s) => value * r[s]!),
    beta: beta.map((value, s) => value + gamma[s]! * d[s]!),
  });
  updateRunning(running, { mean, variance }, plan.count);
  return { y, mean, variance, rstd, r, d };
}

/**
 * The gradient of {@linkcode batchRenorm}, r and d held constant: that of batch norm with
 * `g = dy * gamma * r`; `dgamma = sum(dy * (xhat * r + d))`, `dbeta = sum(dy)`.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape and gamma, and the mean, rstd, r and d that forward returned.
 * @returns `dx` like `x`; `dgamma` and `dbeta`, float64 `[c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout or a length is not valid.
 *
 * @example
 * ```ts
 * import { batchRenorm, batchRenormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const running = { mean: new Float32Array([1]), variance: new Float32Array([1]) };
 * const x = new Float32Array([1, 3]);
 * const { y: _, ...kept } = batchRenorm(x, { shape: [2, 1], running });
 * const { dx } = batchRenormBackward(new Float32Array([1, 1]), x, { shape: [2, 1], ...kept });
 * assertEquals([...dx], [0, 0]);
 * ```
 *
 * @see Ioffe, "Batch Renormalization" (2017), arXiv 1702.03275
 */
export function batchRenormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: BatchRenormBackwardOptions<T>,
): BackwardResult<T> {
  const plan = createPlan({ ...options, kind: "batch" });
  const c = plan.affines;
  const r = channelArray("r", options.r, { c, absent: 1 });
  const d = channelArray("d", options.d, { c, absent: 0 });
  const gamma = channelArray("gamma", options.gamma, { c, absent: 1 });
  const scaled = gamma.map((value, s) => value * r[s]!);
  const { dx, dgamma, dbeta } = normalizeBackward(plan, dy, x, { ...options, gamma: scaled });
  return { dx, dgamma: dgamma.map((sum, s) => sum * r[s]! + dbeta[s]! * d[s]!), dbeta };
}

/** A quotient; `equal` for nothing over nothing. */
function ratio(value: number, by: number, equal: number): number {
  return value === 0 && by === 0 ? equal : value / by;
}

function clip(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
