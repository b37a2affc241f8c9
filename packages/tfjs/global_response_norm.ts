/**
 * Global response normalization of tensors: each channel weighed by how strong it is.
 *
 * @module
 */

import { add, div, mean, mul, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { channelsOf, perInstance, shiftAndScale } from "./_channels.ts";
import { checkEpsilon } from "./_check.ts";
import { instanceMoments, meanSquareOf } from "./_instance_moments.ts";
import { root } from "./_roots.ts";
import type { ChannelOptions } from "./types.ts";

/**
 * Lets channels compete: `y = gamma[c] * x * response + beta[c] + x`, where `response` is the root of the
 * sum of squares over a channel's positions, divided by the mean of these roots over the sample's
 * channels plus epsilon.
 *
 * Differentiable in x, gamma and beta. A sample's result does not depend on its batch. A channel of
 * zeros has a finite gradient. ConvNeXt V2 starts from gamma and beta of zeros, where this is the
 * identity; a gamma that is absent is ones, as everywhere.
 *
 * An empty input gives an empty `y`. A channel of zeros becomes beta. Where the channels of a sample are
 * equally strong, their response is 1. NaN spreads over its sample.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2. It is not disposed of.
 * @param options Gamma and beta `[c]`, epsilon (1e-6, the authors'; 0 makes NaN of a sample of zeros),
 * layout (`"channels-last"`).
 * @returns `y`, of the shape of `x`; the caller disposes of it.
 * @throws {TypeError} If an argument is not a tensor of numbers.
 * @throws {RangeError} If a shape, the layout or epsilon is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor } from "@tensorflow/tfjs-core";
 * import { globalResponseNorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([3, 0, 4, 15], [1, 2, 2]); // two channels: roots 5 and 15, mean 10
 * const y = globalResponseNorm(x, { epsilon: 0 }).dataSync();
 * assertEquals([...y].map((value) => Math.round(value * 1e5) / 1e5), [4.5, 0, 6, 37.5]);
 * ```
 *
 * @see Woo et al., "ConvNeXt V2" (2023), arXiv 2301.00808
 */
export function globalResponseNorm<T extends Tensor>(x: T, options: ChannelOptions = {}): T {
  const epsilon = checkEpsilon(options.epsilon ?? 1e-6);
  return tidy(() => {
    const at = channelsOf(x, options.layout);
    const roots = root(mul(meanSquareOf(instanceMoments(x, at)), at.positions));
    const response = div(roots, add(mean(roots, 1, true), epsilon));
    const weighed = mul(x, perInstance(response, at));
    return add(shiftAndScale(weighed, options, at), x) as T;
  });
}
