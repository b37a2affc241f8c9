/**
 * IBN-Net's normalization of tensors: instance norm for some channels, batch norm for the others.
 *
 * @module
 */

import { concat, split, type Tensor, type Tensor1D, tidy } from "@tensorflow/tfjs-core";
import { demand } from "./_check.ts";
import { batchPart, givenMoments } from "./_batch_part.ts";
import { channelsOf, shiftAndScale } from "./_channels.ts";
import { instanceMoments, poolMoments } from "./_instance_moments.ts";
import type { BatchNormTensors } from "./batch_norm.ts";
import type { BatchMixOptions } from "./types.ts";

/** What {@linkcode ibn} takes. */
export interface IbnOptions extends BatchMixOptions {
  /** How many channels, from the first on, get instance norm. Default: half of them, rounded down. */
  readonly instanceChannels?: number;
}

/**
 * Normalizes the first channels by instance and the rest by batch:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c]`, with the biased variance over the
 * positions of one sample, or over samples and positions.
 *
 * Differentiable in x, gamma and beta. The first channels of a sample do not depend on its batch.
 *
 * An empty input gives an empty `y`, and statistics of 0 (without samples on the stock wasm backend,
 * arbitrary ones). One element per statistic, or equal ones, become beta. NaN stays in its channel: of its
 * sample in the first ones, of all samples in the rest.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2. It is not disposed of.
 * @param options Gamma and beta `[c]`, instanceChannels, epsilon (1e-5), layout (`"channels-last"`);
 * `fixed` statistics at inference, of which the first ones are not read.
 * @returns `y`, and the batch statistics, `[c]` each, the variance biased; the caller moves running
 * statistics with them, and disposes of all three.
 * @throws {TypeError} If an argument is not a tensor of numbers.
 * @throws {RangeError} If a shape, the layout, epsilon or instanceChannels is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor } from "@tensorflow/tfjs-core";
 * import { ibn } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([1, 1, 3, 1, 5, 3, 7, 3], [2, 2, 2]); // two samples, positions and channels
 * const { y } = ibn(x, { epsilon: 0 });
 * assertEquals([...y.dataSync()], [-1, -1, 1, -1, -1, 1, 1, 1]);
 * ```
 *
 * @see Pan, Luo, Shi, Tang, "Two at Once: IBN-Net" (2018), arXiv 1807.09441
 */
export function ibn<T extends Tensor>(x: T, options: IbnOptions = {}): BatchNormTensors<T> {
  const { epsilon = 1e-5, fixed } = options;
  return tidy(() => {
    const at = channelsOf(x, options.layout);
    const { axis, c, layout } = at;
    const { instanceChannels = Math.floor(c / 2) } = options;
    const wanted = `instanceChannels must be an integer from 0 to ${c}`;
    const isValid = Number.isSafeInteger(instanceChannels) && instanceChannels >= 0;
    demand(isValid && instanceChannels <= c, wanted, instanceChannels);
    const given = fixed && givenMoments(fixed, at);
    const halves = (x: Tensor, axis: number) =>
      split(x, [instanceChannels, c - instanceChannels], axis) as [Tensor, Tensor];
    const [first, rest] = halves(x, axis);
    const parts: BatchNormTensors<Tensor>[] = [];
    if (instanceChannels > 0) {
      const { y, ...own } = instanceMoments(first, channelsOf(first, layout), epsilon);
      const { mean, variance } = poolMoments(own, 0); // what the batch's moments would be
      parts.push({ y, mean: mean as Tensor1D, variance: variance as Tensor1D });
    }
    if (instanceChannels < c || c === 0) {
      const of = (vector: Tensor) => halves(vector, 0)[1] as Tensor1D;
      const fixed = given && { mean: of(given.mean), variance: of(given.variance) };
      parts.push(batchPart(rest, { fixed, epsilon }, channelsOf(rest, layout)));
    }
    const xhat = concat(parts.map(({ y }) => y), axis);
    const batch = given ?? {
      mean: concat(parts.map(({ mean }) => mean)),
      variance: concat(parts.map(({ variance }) => variance)),
    };
    return { y: shiftAndScale(xhat, options, at) as T, ...batch };
  });
}
