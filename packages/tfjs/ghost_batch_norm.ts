/**
 * Ghost batch normalization of tensors: batch norm of each small part of a large batch.
 *
 * @module
 */

import { concat, slice, stack, type Tensor, type Tensor2D, tidy } from "@tensorflow/tfjs-core";
import { checkInteger, demand } from "./_check.ts";
import { channelsOf } from "./_channels.ts";
import { batchNorm } from "./batch_norm.ts";
import type { ChannelOptions } from "./types.ts";

/** What {@linkcode ghostBatchNorm} takes. */
export interface GhostBatchNormOptions extends ChannelOptions {
  /** How many samples make a ghost batch, at least 1. The last one may have fewer. */
  readonly ghostSize: number;
}

/** What {@linkcode ghostBatchNorm} returns; the caller disposes of all three. */
// A type and no interface, which `tidy` and `dispose` would not take.
export type GhostBatchNormTensors<T extends Tensor> = {
  /** The output, of the shape of `x`. */
  readonly y: T;
  /** The mean of each channel of each ghost batch, `[ghosts, c]`. */
  readonly mean: Tensor2D;
  /** Its biased variance, `[ghosts, c]`. */
  readonly variance: Tensor2D;
};

/**
 * Cuts the batch into ghost batches of consecutive samples, and normalizes each channel of each:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c]`, with the biased variance over the
 * samples and positions of a ghost batch.
 *
 * Differentiable in x, gamma and beta. A sample's result depends on its ghost batch alone. With a ghost
 * size of at least `n` this is batch norm; with 1 it is instance norm. At inference use
 * `batchNormInference`.
 *
 * A channel that has one element in a ghost batch, or equal ones, becomes beta there. Without positions, `y`
 * is empty and the statistics are 0; without samples there is no ghost batch, and it throws. NaN stays in its
 * channel of its ghost batch.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2, `n` at least 1. It is not
 * disposed of.
 * @param options The ghost size, gamma and beta `[c]`, epsilon (1e-5), layout (`"channels-last"`).
 * @returns `y`, and mean and biased variance of each ghost batch, `[ghosts, c]`; the caller disposes of all
 * three.
 * @throws {TypeError} If `x`, gamma or beta is not a tensor of numbers.
 * @throws {RangeError} If a shape, the layout, epsilon or ghostSize is not valid, or if there is no sample.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor2d } from "@tensorflow/tfjs-core";
 * import { ghostBatchNorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor2d([[1], [3], [10], [30]]); // four samples, one channel
 * const { y, mean } = ghostBatchNorm(x, { ghostSize: 2, epsilon: 0 });
 * assertEquals([...y.dataSync()], [-1, 1, -1, 1]);
 * assertEquals([...mean.dataSync()], [2, 20]);
 * ```
 *
 * @see Hoffer, Hubara, Soudry, "Train longer, generalize better" (2017), arXiv 1705.08741
 */
export function ghostBatchNorm<T extends Tensor>(
  x: T,
  options: GhostBatchNormOptions,
): GhostBatchNormTensors<T> {
  const { ghostSize, ...rest } = options;
  checkInteger("ghostSize", ghostSize, 1);
  return tidy(() => {
    const { n } = channelsOf(x, options.layout);
    demand(n > 0, "x must have at least 1 sample", x.shape);
    const parts = Array.from({ length: Math.ceil(n / ghostSize) }, (_, ghost) => {
      const first = ghost * ghostSize;
      const part = slice<Tensor["rankType"], Tensor>(x, [first], [Math.min(ghostSize, n - first)]);
      return batchNorm(part, rest);
    });
    return {
      y: concat(parts.map(({ y }) => y), 0) as T,
      mean: stack(parts.map(({ mean }) => mean)) as Tensor2D,
      variance: stack(parts.map(({ variance }) => variance)) as Tensor2D,
    };
  });
}
