/**
 * EvoNorm B0 of tensors: activation and normalization in one, over the batch.
 *
 * @module
 */

import { add, div, mul, type Tensor, type Tensor1D, tidy } from "@tensorflow/tfjs-core";
import { batchMoments } from "./_batch_part.ts";
import { largerOf } from "./_bounds.ts";
import { channelsOf, perChannel, perInstance, shiftAndScale } from "./_channels.ts";
import { checkEpsilon } from "./_check.ts";
import { instanceMoments } from "./_instance_moments.ts";
import { deviationOf } from "./_roots.ts";
import type { BatchNormTensors } from "./batch_norm.ts";
import type { BatchMixOptions } from "./types.ts";

/** What {@linkcode evoNormB0} takes. */
export interface EvoNormB0Options extends BatchMixOptions {
  /** The slope of the line, `[c]`; ones when absent. */
  readonly nu?: Tensor1D;
}

/**
 * Activation and normalization in one: `y = x / max(sqrt(varianceB + epsilon), nu[c] * x +
 * sqrt(varianceI + epsilon)) * gamma[c] + beta[c]`, with the biased variances over samples and positions
 * (B) and over the positions of one sample (I).
 *
 * Differentiable in x, nu, gamma and beta. Nothing is centered.
 *
 * An empty input gives an empty `y`, and statistics of 0 (without samples on the stock wasm backend,
 * arbitrary ones). With `epsilon: 0`, a denominator of 0 (for example of equal values of 0 or less) gives NaN
 * or an infinity; `@evenkeel/kernels` gives beta there. NaN stays in its channel, but spreads over all
 * samples.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2. It is not disposed of.
 * @param options Nu, gamma and beta `[c]`, epsilon (1e-5, the paper's), layout (`"channels-last"`); `fixed`
 * statistics at inference, of which only the variance is read.
 * @returns `y`, and the batch statistics that were used, `[c]` each, the variance biased; the caller
 * moves running statistics with them, and disposes of all three.
 * @throws {TypeError} If an argument is not a tensor of numbers.
 * @throws {RangeError} If a shape, the layout or epsilon is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor } from "@tensorflow/tfjs-core";
 * import { evoNormB0 } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([-2, 2], [1, 2, 1]); // both standard deviations are 2
 * assertEquals([...evoNormB0(x, { epsilon: 0 }).y.dataSync()], [-1, 0.5]);
 * ```
 *
 * @see Liu, Brock, Simonyan, Le, "Evolving Normalization-Activation Layers" (2020), arXiv 2004.02967
 */
export function evoNormB0<T extends Tensor>(
  x: T,
  options: EvoNormB0Options = {},
): BatchNormTensors<T> {
  const { nu, fixed } = options;
  const epsilon = checkEpsilon(options.epsilon ?? 1e-5);
  return tidy(() => {
    const at = channelsOf(x, options.layout);
    const moments = instanceMoments(x, at);
    const batch = batchMoments(moments, fixed, at);
    const whole = perChannel("variance", deviationOf(batch.variance, epsilon), at);
    const own = perInstance(deviationOf(moments.variance, epsilon), at);
    const line = add(nu ? mul(x, perChannel("nu", nu, at)) : x, own);
    return { y: shiftAndScale(div(x, largerOf(line, whole)), options, at) as T, ...batch };
  });
}
