/**
 * Filter response normalization of tensors, with its thresholded linear unit (TLU).
 *
 * @module
 */

import { abs, add, mul, reshape, type Tensor, type Tensor1D, tidy } from "@tensorflow/tfjs-core";
import { largerOf } from "./_bounds.ts";
import { type Channels, channelsOf, perChannel, perInstance, shiftAndScale } from "./_channels.ts";
import { checkEpsilon } from "./_check.ts";
import { convertToTensor } from "./_convert.ts";
import { instanceMoments, meanSquareOf } from "./_instance_moments.ts";
import { rstdOf } from "./_roots.ts";
import type { ChannelOptions } from "./types.ts";

/** What {@linkcode filterResponseNorm} takes. Epsilon is 1e-6 unless given (the paper's; timm has 1e-5). */
export interface FilterResponseNormOptions extends ChannelOptions {
  /** The threshold, `[c]`; when absent, there is none. */
  readonly tau?: Tensor1D;
  /** A learned share of epsilon, `[c]` or `[1]`, of which the absolute value is added. */
  readonly learnedEpsilon?: Tensor1D;
}

/**
 * Scales each channel of each sample by its root mean square, and cuts off from below:
 * `y = max(x / sqrt(mean(x ** 2) + epsilon + |learnedEpsilon|) * gamma[c] + beta[c], tau[c])`, the mean over
 * positions.
 *
 * Differentiable in x and all parameters. A sample's result does not depend on its batch: that is what
 * the paper has in place of batch norm and ReLU. Where maps have a single position, learn epsilon too
 * (the paper starts from 1e-4).
 *
 * Before the threshold, a channel of zeros becomes beta, also with `epsilon: 0`, and a channel of one
 * position becomes nearly `sign(x) * gamma + beta`. An empty input gives an empty `y`. NaN stays in its
 * channel of its sample, with a threshold, too.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2. It is not disposed of.
 * @param options Gamma, beta and tau `[c]`, learnedEpsilon, epsilon (1e-6), layout (`"channels-last"`).
 * @returns `y`, of the shape of `x`; the caller disposes of it.
 * @throws {TypeError} If an argument is not a tensor of numbers.
 * @throws {RangeError} If a shape, the layout or epsilon is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor, tensor1d } from "@tensorflow/tfjs-core";
 * import { filterResponseNorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([-2, 2], [1, 2, 1]);
 * const y = filterResponseNorm(x, { tau: tensor1d([-0.5]), epsilon: 0 });
 * assertEquals([...y.dataSync()], [-0.5, 1]);
 * ```
 *
 * @see Singh, Krishnan, "Filter Response Normalization Layer" (2019), arXiv 1911.09737
 */
export function filterResponseNorm<T extends Tensor>(
  x: T,
  options: FilterResponseNormOptions = {},
): T {
  const { tau, learnedEpsilon } = options;
  const epsilon = checkEpsilon(options.epsilon ?? 1e-6);
  return tidy(() => {
    const at = channelsOf(x, options.layout);
    const squares = perInstance(meanSquareOf(instanceMoments(x, at)), at);
    const learned = learnedEpsilon === undefined
      ? squares
      : add(squares, abs(oneOrPerChannel(learnedEpsilon, at)));
    const y = shiftAndScale(mul(x, rstdOf(learned, epsilon)), options, at);
    return (tau ? largerOf(y, perChannel("tau", tau, at)) : y) as T;
  });
}

function oneOrPerChannel(learnedEpsilon: Tensor, at: Channels): Tensor {
  const one = convertToTensor("learnedEpsilon", learnedEpsilon);
  if (one.size === 1) return reshape(one, []);
  return perChannel("learnedEpsilon", one, at);
}
