/**
 * Switchable normalization of tensors: learned shares of instance, layer and batch statistics.
 *
 * @module
 */

import {
  add,
  mul,
  slice,
  softmax,
  sub,
  type Tensor,
  type Tensor1D,
  tidy,
  zeros,
} from "@tensorflow/tfjs-core";
import { batchMoments } from "./_batch_part.ts";
import { channelsOf, perInstance, shiftAndScale, sized } from "./_channels.ts";
import { checkEpsilon } from "./_check.ts";
import { computeHeld } from "./_held.ts";
import { instanceMoments, poolMoments } from "./_instance_moments.ts";
import { rstdOf } from "./_roots.ts";
import type { BatchNormTensors } from "./batch_norm.ts";
import type { BatchMixOptions } from "./types.ts";

/** What {@linkcode switchableNorm} takes. */
export interface SwitchableNormOptions extends BatchMixOptions {
  /** The logits of the means: instance, layer, batch, `[3]`; zeros, equal shares, when absent. */
  readonly meanLogits?: Tensor1D;
  /** The logits of the variances, likewise. */
  readonly varianceLogits?: Tensor1D;
}

/**
 * Normalizes by mixed statistics: `y = (x - sum(w[k] * mean_k)) / sqrt(sum(v[k] * variance_k) + epsilon) *
 * gamma[c] + beta[c]` with `w = softmax(meanLogits)` and `v = softmax(varianceLogits)`, over the
 * instance (a channel of a sample), the layer (a sample) and the batch (a channel).
 *
 * Differentiable in x, gamma, beta and the logits. All variances are biased; the authors' code starts
 * from the unbiased one of the instance. All statistics follow from those of the instances. The mean
 * is subtracted in float32: unlike the other norms, this one loses digits where it is a thousand
 * standard deviations (tested: within 5e-5 of the largest value).
 *
 * An empty input gives an empty `y`, and statistics of 0 (without samples on the stock wasm backend,
 * arbitrary ones). Equal elements become beta. NaN spreads over its sample, and over its channel in all
 * samples.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2. It is not disposed of.
 * @param options Gamma and beta `[c]`, logits `[3]`, epsilon (1e-5, the authors'), layout
 * (`"channels-last"`); `fixed` statistics at inference.
 * @returns `y`, and the batch statistics that were used, `[c]` each, the variance biased; the caller
 * moves running statistics with them, and disposes of all three.
 * @throws {TypeError} If an argument is not a tensor of numbers.
 * @throws {RangeError} If a shape, the layout or epsilon is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor, tensor1d } from "@tensorflow/tfjs-core";
 * import { switchableNorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([1, 3, 5, 7], [2, 2, 1]); // two samples, two positions, one channel
 * const instance = tensor1d([0, -Infinity, -Infinity]);
 * const logits = { meanLogits: instance, varianceLogits: instance };
 * const { y } = switchableNorm(x, { epsilon: 0, ...logits });
 * assertEquals([...y.dataSync()], [-1, 1, -1, 1]);
 * ```
 *
 * @see Luo, Ren, Peng, Zhang, Li, "Switchable Normalization" (2018), arXiv 1806.10779
 */
export function switchableNorm<T extends Tensor>(
  x: T,
  options: SwitchableNormOptions = {},
): BatchNormTensors<T> {
  const epsilon = checkEpsilon(options.epsilon ?? 1e-5);
  return tidy(() => {
    const at = channelsOf(x, options.layout);
    const instance = instanceMoments(x, at);
    const layer = poolMoments(instance, 1);
    const batch = batchMoments(instance, options.fixed, at);
    const mean = mix("meanLogits", options.meanLogits, [instance.mean, layer.mean, batch.mean]);
    const variances = [instance.variance, layer.variance, batch.variance] as const;
    const variance = mix("varianceLogits", options.varianceLogits, variances);
    const centered = sub(x, perInstance(mean, at));
    const xhat = mul(centered, perInstance(rstdOf(variance, epsilon), at));
    return { y: shiftAndScale(xhat, options, at) as T, ...batch };
  });
}

function mix(
  name: string,
  logits: Tensor1D = zeros([3]),
  statistics: readonly [Tensor, Tensor, Tensor],
): Tensor {
  const shares = softmax(sized(name, logits, { size: 3, unit: "instance, layer, batch" }));
  // From the mixture on: the gradient of the softmax subtracts what is common to all shares, and what
  // is not there in the first place leaves no rounding behind.
  const mixture = computeHeld([shares, ...statistics], ([shares, ...all]) => blend(shares!, all));
  return add(mixture, blend(shares, statistics.map((statistic) => sub(statistic, mixture))));
}

function blend(shares: Tensor, [instance, layer, batch]: readonly Tensor[]): Tensor {
  const share = (k: number) => slice(shares, [k], [1]);
  return add(add(mul(instance!, share(0)), mul(layer!, share(1))), mul(batch!, share(2)));
}
