/**
 * Adaptive layer-instance normalization (AdaLIN) of tensors, and LIN, with one gamma for all samples.
 *
 * @module
 */

import type { Layout } from "@evenkeel/kernels";
import { add, mul, type Tensor, type Tensor1D, tidy } from "@tensorflow/tfjs-core";
import { type Channels, channelsOf, perChannel, perInstance, shaped } from "./_channels.ts";
import { mixByShare } from "./_share.ts";
import { groupNorm } from "./group_norm.ts";
import { instanceNorm } from "./instance_norm.ts";

/** What {@linkcode adaptiveLayerInstanceNorm} takes. */
export interface AdaptiveLayerInstanceNormOptions {
  /** The share of instance norm, `[c]`, from 0 (layer norm) to 1 (instance norm); clipped to that. */
  readonly rho: Tensor1D;
  /** The scale, `[n, c]`, or `[c]` for all samples (LIN); ones when absent. */
  readonly gamma?: Tensor;
  /** The shift, like gamma; zeros when absent. */
  readonly beta?: Tensor;
  /** Added to the variances, inside the roots. Default 1e-5 (the authors'). */
  readonly epsilon?: number;
  /** Position of the channel axis. Default `"channels-last"`. */
  readonly layout?: Layout;
}

/**
 * Mixes instance and layer norm: `y = (rho[c] * xhatI + (1 - rho[c]) * xhatL) * gamma[n, c] + beta[n, c]`,
 * where `xhat = (x - mean) / sqrt(variance + epsilon)` with the biased variance (the authors' code has
 * the unbiased one) over the positions of one channel of a sample (I), or of all its channels (L).
 *
 * Differentiable in x, rho, gamma and beta. A `rho` out of range counts as the nearest end and gets no
 * gradient: start from 0.9 and clip it after each step, as the authors do; for LIN, start from 0.
 *
 * An empty input gives an empty `y`. A sample of equal elements becomes beta; where a channel has one
 * position, `xhatI` is 0. NaN spreads over its sample, whatever rho is.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2. It is not disposed of.
 * @param options Rho `[c]`, gamma and beta `[n, c]` or `[c]`, epsilon (1e-5), layout (`"channels-last"`).
 * @returns `y`, of the shape of `x`; the caller disposes of it.
 * @throws {TypeError} If an argument is not a tensor of numbers.
 * @throws {RangeError} If a shape, the layout or epsilon is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor, tensor1d, tensor2d } from "@tensorflow/tfjs-core";
 * import { adaptiveLayerInstanceNorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([1, 5, 3, 7], [1, 2, 2]); // one sample, two positions, two channels
 * const parameters = { rho: tensor1d([1, 1]), gamma: tensor2d([[1, 10]]) };
 * const y = adaptiveLayerInstanceNorm(x, { ...parameters, epsilon: 0 });
 * assertEquals([...y.dataSync()], [-1, -10, 1, 10]);
 * ```
 *
 * @see Kim, Kim, Kang, Lee, "U-GAT-IT" (2019), arXiv 1907.10830
 */
export function adaptiveLayerInstanceNorm<T extends Tensor>(
  x: T,
  options: AdaptiveLayerInstanceNormOptions,
): T {
  const { epsilon = 1e-5, gamma, beta } = options;
  return tidy(() => {
    const at = channelsOf(x, options.layout);
    const { layout } = at;
    const instance = instanceNorm<Tensor>(x, { epsilon, layout });
    const layer = groupNorm<Tensor>(x, { groups: 1, epsilon, layout });
    const xhat = mixByShare(options.rho, [instance, layer], at);
    const scaled = gamma ? mul(xhat, ownOrShared("gamma", gamma, at)) : xhat;
    return (beta ? add(scaled, ownOrShared("beta", beta, at)) : scaled) as T;
  });
}

function ownOrShared(name: string, tensor: Tensor, at: Channels): Tensor {
  if (tensor.rank === 1) return perChannel(name, tensor, at);
  const wanted = { shape: [at.n, at.c], unit: "(samples, channels)" };
  return perInstance(shaped(name, tensor, wanted), at);
}
