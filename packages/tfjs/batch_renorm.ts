/**
 * Batch renormalization of tensors: batch norm that stays near to the running statistics.
 *
 * @module
 */

import { add, div, mul, sub, type Tensor, type Tensor1D, tidy } from "@tensorflow/tfjs-core";
import { clip } from "./_bounds.ts";
import { demand } from "./_check.ts";
import { channelsOf, ofChannels, perChannel, shiftAndScale } from "./_channels.ts";
import { held } from "./_held.ts";
import { deviationOf } from "./_roots.ts";
import { batchNorm, type BatchNormTensors } from "./batch_norm.ts";
import type { ChannelOptions, GivenMoments } from "./types.ts";

/** What {@linkcode batchRenorm} takes. */
export interface BatchRenormOptions extends ChannelOptions {
  /** The running statistics to stay near to. They are not written. */
  readonly running: GivenMoments;
  /** The largest ratio of standard deviations, at least 1. Default 3, where the paper's schedule ends. */
  readonly rMax?: number;
  /** The largest difference of means, in running standard deviations, at least 0. Default 5, likewise. */
  readonly dMax?: number;
}

/** What {@linkcode batchRenorm} returns; the caller disposes of all five. */
// A type and no interface, which `tidy` and `dispose` would not take.
export type BatchRenormTensors<T extends Tensor> = BatchNormTensors<T> & {
  /** The clipped ratio of the standard deviations, batch to running, `[c]`. */
  readonly r: Tensor1D;
  /** The clipped difference of the means in running standard deviations, `[c]`. */
  readonly d: Tensor1D;
};

/**
 * Normalizes by the batch and corrects towards the running statistics:
 * `y = (xhat * r + d) * gamma[c] + beta[c]`, where `xhat` is batch norm's,
 * `r = clip(sigmaB / sigma, 1 / rMax, rMax)`, `d = clip((meanB - mean) / sigma, -dMax, dMax)` and
 * `sigma = sqrt(variance + epsilon)`.
 *
 * Differentiable in x, gamma and beta; the gradient takes r and d for constants. Where nothing is
 * clipped, this is inference with the running statistics; with `rMax: 1, dMax: 0` it is batch norm. At
 * inference use `batchNormInference`. Epsilon must not be 0 where a running variance is: that gives NaN.
 *
 * A channel of one element, or of equal ones, becomes `d * gamma + beta`. An empty batch has the mean 0 and
 * the variance 0, which are not to move the running ones. NaN stays in its channel.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2. It is not disposed of.
 * @param options Running statistics, gamma and beta `[c]`, rMax, dMax, epsilon (1e-5; Keras has 1e-3),
 * layout (`"channels-last"`).
 * @returns `y`, r and d, and the batch's mean and biased variance, with which the caller moves the
 * running ones, and disposes of all five.
 * @throws {TypeError} If an argument is not a tensor of numbers.
 * @throws {RangeError} If a shape, the layout, epsilon, rMax or dMax is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor1d, tensor2d } from "@tensorflow/tfjs-core";
 * import { batchRenorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const running = { mean: tensor1d([1]), variance: tensor1d([1]) };
 * const { y } = batchRenorm(tensor2d([[1], [3]]), { running, epsilon: 0 });
 * assertEquals([...y.dataSync()], [0, 2]); // as the running statistics would have it
 * ```
 *
 * @see Ioffe, "Batch Renormalization" (2017), arXiv 1702.03275
 */
export function batchRenorm<T extends Tensor>(
  x: T,
  options: BatchRenormOptions,
): BatchRenormTensors<T> {
  const { running, rMax = 3, dMax = 5, epsilon = 1e-5 } = options;
  demand(rMax >= 1, "rMax must be at least 1", rMax);
  demand(dMax >= 0, "dMax must be at least 0", dMax);
  return tidy(() => {
    const at = channelsOf(x, options.layout);
    const past = (name: "mean" | "variance") =>
      ofChannels(`running.${name}`, running?.[name], at.c);
    const { y, mean, variance } = batchNorm<Tensor>(x, { epsilon, layout: at.layout });
    const sigma = held(deviationOf(past("variance"), epsilon));
    const ratio = div(deviationOf(held(variance), epsilon), sigma);
    const r = clip(ratio, [1 / rMax, rMax]) as Tensor1D;
    const distance = div(sub(held(mean), held(past("mean"))), sigma);
    const d = clip(distance, [-dMax, dMax]) as Tensor1D;
    const corrected = add(mul(y, perChannel("r", r, at)), perChannel("d", d, at));
    return { y: shiftAndScale(corrected, options, at) as T, mean, variance, r, d };
  });
}
