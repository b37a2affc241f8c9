/**
 * Batch-instance normalization of tensors: a learned share of each.
 *
 * @module
 */

import { type Tensor, type Tensor1D, tidy } from "@tensorflow/tfjs-core";
import { batchPart } from "./_batch_part.ts";
import { channelsOf, shiftAndScale } from "./_channels.ts";
import { mixByShare } from "./_share.ts";
import type { BatchNormTensors } from "./batch_norm.ts";
import { instanceNorm } from "./instance_norm.ts";
import type { BatchMixOptions } from "./types.ts";

/** What {@linkcode batchInstanceNorm} takes. */
export interface BatchInstanceNormOptions extends BatchMixOptions {
  /** The share of batch norm, `[c]`, from 0 (instance norm) to 1 (batch norm); clipped to that. */
  readonly rho: Tensor1D;
}

/**
 * Mixes batch and instance norm: `y = (rho[c] * xhatB + (1 - rho[c]) * xhatI) * gamma[c] + beta[c]`, where
 * `xhat = (x - mean) / sqrt(variance + epsilon)` with the biased variance over samples and positions
 * (B) or over the positions of one sample (I).
 *
 * Differentiable in x, rho, gamma and beta. A `rho` out of range counts as the nearest end and gets no
 * gradient: start from 1 and clip it after each step, as the authors do.
 *
 * An empty input gives an empty `y`, and statistics of 0. A channel of equal elements becomes beta; where a
 * sample's channel has one position, `xhatI` is 0. NaN stays in its channel, but spreads over all samples.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2. It is not disposed of.
 * @param options Rho, gamma and beta `[c]`, epsilon (1e-5), layout (`"channels-last"`); `fixed`
 * statistics at inference.
 * @returns `y`, and the batch statistics that were used, `[c]` each, the variance biased; the caller
 * moves running statistics with them, and disposes of all three.
 * @throws {TypeError} If an argument is not a tensor of numbers.
 * @throws {RangeError} If a shape, the layout or epsilon is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor, tensor1d } from "@tensorflow/tfjs-core";
 * import { batchInstanceNorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([1, 3, 5, 7], [2, 2, 1]); // two samples, two positions, one channel
 * const { y, mean } = batchInstanceNorm(x, { rho: tensor1d([0]), epsilon: 0 });
 * assertEquals([...y.dataSync()], [-1, 1, -1, 1]);
 * assertEquals([...mean.dataSync()], [4]);
 * ```
 *
 * @see Nam, Kim, "Batch-Instance Normalization" (2018), arXiv 1805.07925
 */
export function batchInstanceNorm<T extends Tensor>(
  x: T,
  options: BatchInstanceNormOptions,
): BatchNormTensors<T> {
  const { epsilon = 1e-5, fixed } = options;
  return tidy(() => {
    const at = channelsOf(x, options.layout);
    const { y: batch, mean, variance } = batchPart(x, { fixed, epsilon }, at);
    const instance = instanceNorm<Tensor>(x, { epsilon, layout: at.layout });
    const xhat = mixByShare(options.rho, [batch, instance], at);
    return { y: shiftAndScale(xhat, options, at) as T, mean, variance };
  });
}
