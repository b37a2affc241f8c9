/**
 * Batch-instance normalization: a learned share of each, per channel.
 *
 * @module
 */

import { channelAffine, sumOverSamples } from "./_affine.ts";
import { batchPart, checkMovedStatistics, moveRunning } from "./_batch_part.ts";
import { applyBlend, blendBackward, type Part } from "./_blend.ts";
import { instanceMoments } from "./_instances.ts";
import { keptMoments, openBackward, openForward } from "./_open.ts";
import { createShare, type Share } from "./_share.ts";
import type { Moments } from "./engine.ts";
import type {
  BackwardResult,
  BatchMixBackwardOptions,
  BatchMixOptions,
  BatchMixResult,
  FloatArray,
} from "./types.ts";

/** What {@linkcode batchInstanceNorm} takes. */
export interface BatchInstanceNormOptions<T extends FloatArray> extends BatchMixOptions<T> {
  /** The share of batch norm, `[c]`, from 0 (instance norm) to 1 (batch norm); clipped to that. */
  readonly rho: FloatArray;
}

/** What {@linkcode batchInstanceNormBackward} takes. */
export interface BatchInstanceNormBackwardOptions<T extends FloatArray>
  extends BatchMixBackwardOptions<T> {
  /** The share of batch norm of the forward call. */
  readonly rho: FloatArray;
}

/** What {@linkcode batchInstanceNormBackward} returns. */
export interface BatchInstanceNormGradients<T extends FloatArray> extends BackwardResult<T> {
  /** The gradient with respect to `rho`, float64 `[c]`. */
  readonly drho: Float64Array;
}

/**
 * Mixes batch and instance norm: `y = (rho[c] * xhatB + (1 - rho[c]) * xhatI) * gamma[c] + beta[c]`, where
 * `xhat = (x - mean) / sqrt(variance + epsilon)` with the biased variance over samples and positions
 * (B) or over the positions of one sample (I).
 *
 * Both statistics come from one sweep over memory. Where `rho` is 0, a sample's result does not depend
 * on its batch, to the bit. A `rho` out of range counts as the nearest end and gets no gradient: start
 * from 1 and clip it after each step, as the authors do. An empty input gives an empty output.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape; rho, gamma and beta of `c` elements each. Epsilon is 1e-5 unless given.
 * `running` is written; its `correction` is 1, the unbiased variance, unless given.
 * @returns `y` like `x`; the instances' `mean` and `variance`, float64 `[n * c]`; the `batch` moments.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon, rate, correction or a length is not valid, or if a
 * fixed variance plus epsilon is negative.
 *
 * @example
 * ```ts
 * import { batchInstanceNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3, 5, 7]); // two samples, one channel, two positions
 * const { y } = batchInstanceNorm(x, { shape: [2, 1, 2], rho: new Float32Array([0]), epsilon: 0 });
 * assertEquals([...y], [-1, 1, -1, 1]);
 * ```
 *
 * @see Nam, Kim, "Batch-Instance Normalization" (2018), arXiv 1805.07925
 */
export function batchInstanceNorm<T extends FloatArray>(
  x: T,
  options: BatchInstanceNormOptions<T>,
): BatchMixResult<T> {
  const { at, y, epsilon } = openForward(x, options);
  const rho = createShare("rho", options.rho, at.c);
  const affine = channelAffine(options, at);
  checkMovedStatistics(options, at);
  const moments = instanceMoments(at, x);
  const batch = batchPart(options, at, { moments, epsilon });
  applyBlend(at, { x, y }, { parts: partsOf(rho, moments, batch), moments, epsilon, ...affine });
  moveRunning(options, at, batch);
  return { y, ...moments, batch };
}

/**
 * The gradient of {@linkcode batchInstanceNorm}: of batch norm for `rho * dy`, plus of instance norm for
 * `(1 - rho) * dy`; `drho = gamma * sum(dy * (xhatB - xhatI))` over samples and positions.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape, rho and gamma, and the mean and variance that forward returned.
 * @returns `dx` like `x`; `drho`, `dgamma` and `dbeta`, float64 `[c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon or a length is not valid, or if a fixed variance plus
 * epsilon is negative.
 *
 * @example
 * ```ts
 * import { batchInstanceNorm, batchInstanceNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3, 5, 7]);
 * const options = { shape: [2, 1, 2], rho: new Float32Array([0.5]) };
 * const { mean, variance } = batchInstanceNorm(x, options);
 * const dy = new Float32Array([1, 1, 1, 1]);
 * const { dbeta } = batchInstanceNormBackward(dy, x, { ...options, mean, variance });
 * assertEquals([...dbeta], [4]);
 * ```
 *
 * @see Nam, Kim, "Batch-Instance Normalization" (2018), arXiv 1805.07925
 */
export function batchInstanceNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: BatchInstanceNormBackwardOptions<T>,
): BatchInstanceNormGradients<T> {
  const { at, dx, epsilon } = openBackward(dy, x, options);
  const rho = createShare("rho", options.rho, at.c);
  const { gamma } = channelAffine(options, at);
  const moments = keptMoments(options, at);
  const batch = batchPart(options, at, { moments, epsilon });
  const [instance, whole] = partsOf(rho, moments, batch);
  const parts = [instance, { ...whole, fixed: options.fixed !== undefined }];
  const arrays = { dy, x, dx };
  const { dgamma, dbeta, dweights } = blendBackward(at, arrays, { parts, epsilon, gamma, moments });
  return {
    dx,
    drho: rho.gradient(dweights[1]!, dweights[0]!),
    dgamma: sumOverSamples(dgamma, at),
    dbeta: sumOverSamples(dbeta, at),
  };
}

function partsOf(rho: Share, instance: Moments, batch: Moments): [Part, Part] {
  return [
    { set: "instance", moments: instance, weight: rho.rest },
    { set: "batch", moments: batch, weight: rho.value },
  ];
}
