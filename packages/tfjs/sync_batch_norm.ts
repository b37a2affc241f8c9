/**
 * Synchronized batch normalization of tensors: one batch, spread over several replicas.
 *
 * @module
 */

import { mergeMoments } from "@evenkeel/kernels/merge-moments";
import {
  customGrad,
  type GradSaveFunc,
  reshape,
  slice,
  stack,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor2d,
  tidy,
} from "@tensorflow/tfjs-core";
import { channelsOf } from "./_channels.ts";
import { demand } from "./_check.ts";
import { describe } from "./_describe.ts";
import { batchNorm, batchNormInference, type BatchNormTensors } from "./batch_norm.ts";
import type { ChannelOptions } from "./types.ts";

/**
 * The exchange that {@linkcode syncBatchNorm} is given.
 *
 * Sends this replica's numbers to all replicas, and answers with those of all, this one's among them, in
 * an order that is the same everywhere ("all-gather"). It has to answer at once: gradients of
 * TensorFlow.js do not wait. Between threads, `Atomics.wait` can.
 *
 * Every replica calls it as often as the others: once in forward, and once in backward if there is one.
 * The arrays have equally many numbers everywhere: `1 + 2 * c`.
 */
export type GatherNow = (numbers: Float64Array) => readonly Float64Array[];

/** What {@linkcode syncBatchNorm} takes. */
export interface SyncBatchNormOptions extends ChannelOptions {
  /** How the replicas exchange numbers. */
  readonly gather: GatherNow;
}

/**
 * Batch norm over the shards of all replicas:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c]`, where mean and biased variance are those
 * of the concatenation, merged from each shard's count, mean and variance.
 *
 * Differentiable in x, gamma and beta, also through the returned mean and variance; the gradient of x takes
 * part in all shards' losses. Those of gamma and beta are this replica's alone: they are to be added up
 * with the gradients of all other parameters. It can be differentiated once: a gradient of the gradient
 * throws. Shards may have different numbers of samples, also none.
 *
 * Without a sample anywhere, mean and variance are 0. A channel of one element, or of equal ones, becomes
 * beta. NaN stays in its channel, but spreads over all replicas.
 *
 * Tested: within 1e-5 of the largest value of batch norm on the concatenation, gradients included.
 *
 * @param x This replica's shard, `[n, ...spatial, c]` (or channels first), rank at least 2. It is not
 * disposed of.
 * @param options `gather`, gamma and beta `[c]`, epsilon (1e-5), layout (`"channels-last"`).
 * @returns `y` like `x`, and the mean and biased variance of the whole batch, `[c]`; the caller disposes of
 * all three.
 * @throws {TypeError} If `x`, gamma or beta is not a tensor of numbers, or `gather` no function that answers
 * with arrays.
 * @throws {RangeError} If a shape, the layout or epsilon is not valid, or if `gather` answers with arrays of
 * another length.
 * @throws {Error} From the gradient of its gradient.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor2d } from "@tensorflow/tfjs-core";
 * import { syncBatchNorm } from "@evenkeel/tfjs/sync-batch-norm";
 * import { assertEquals } from "@std/assert";
 *
 * // Another replica has the one sample 5: its count, mean and variance.
 * const gather = (mine: Float64Array) => [mine, new Float64Array([1, 5, 0])];
 * const { mean } = syncBatchNorm(tensor2d([[1], [3]]), { gather });
 * assertEquals([...mean.dataSync()], [3]);
 * ```
 *
 * @see Peng et al., "MegDet: A Large Mini-Batch Object Detector" (2017), arXiv 1711.07240
 */
export function syncBatchNorm<T extends Tensor>(
  x: T,
  options: SyncBatchNormOptions,
): BatchNormTensors<T> {
  const { gather, ...others } = { ...options };
  return tidy(() => {
    const { layout, n, c, positions } = channelsOf(x, others.layout);
    const shard = batchNorm<Tensor>(x, { layout });
    const merged = merge(stack([shard.mean, shard.variance]) as Tensor2D, {
      count: n * positions,
      gather,
    });
    const row = (i: number): Tensor1D => reshape(slice(merged, [i, 0], [1, c]), [c]);
    const mean = row(0), variance = row(1);
    return { y: batchNormInference(x, { ...others, layout, mean, variance }), mean, variance };
  });
}

/** From the mean and variance of a shard to those of all; the gradient asks all replicas, too. */
function merge(
  own: Tensor2D,
  { count, gather }: { readonly count: number; readonly gather: GatherNow },
): Tensor2D {
  const c = own.shape[1];
  const operation = customGrad((...given) => {
    const [own, save] = given as [Tensor2D, GradSaveFunc];
    save([own]);
    const values = read(own);
    const shards = exchange(gather, count, values);
    const all = mergeMoments(shards);
    const total = shards.reduce((sum, shard) => sum + shard.count, 0);
    return {
      value: tensor2d([...all.mean, ...all.variance], [2, c]),
      gradFunc: (dy: Tensor, [own]: Tensor[]) =>
        differentiableOnce([dy, own!], () => {
          const wanted = exchange(gather, count, read(dy as Tensor2D));
          const share = total === 0 ? 0 : count / total;
          const gradient = new Float32Array(2 * c);
          for (let s = 0; s < c; s++) {
            const [dmean, dvariance] = [0, 0].map((_, i) =>
              wanted.reduce((sum, shard) => sum + (i === 0 ? shard.mean : shard.variance)[s]!, 0)
            );
            // The variance of the whole has the spread between the shards' means in it.
            const offset = values[s]! - all.mean[s]!;
            gradient[s] = share * (dmean! + 2 * offset * dvariance!);
            gradient[c + s] = share * dvariance!;
          }
          return tensor2d(gradient, [2, c]);
        }),
    };
  });
  return operation(own) as Tensor2D;
}

/** What `compute` makes of the inputs; its own gradient would have to ask the replicas a third time. */
function differentiableOnce(inputs: Tensor[], compute: () => Tensor): Tensor {
  return customGrad(() => ({
    value: compute(),
    gradFunc: () => {
      throw new Error("syncBatchNorm can be differentiated once, got a gradient of its gradient");
    },
  }))(...inputs);
}

interface Shard {
  readonly count: number;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

function read(tensor: Tensor2D): Float64Array {
  return Float64Array.from(tensor.dataSync());
}

function exchange(gather: GatherNow, count: number, values: Float64Array): Shard[] {
  const packed = Float64Array.of(count, ...values);
  if (typeof gather !== "function") {
    throw new TypeError(`gather must be a function, got ${describe(gather)}`);
  }
  const all = gather(packed);
  if (!Array.isArray(all)) {
    throw new TypeError(`gather must answer at once with an array of arrays, got ${describe(all)}`);
  }
  demand(all.length > 0, "gather must answer with at least one array", all.length);
  const c = values.length / 2;
  return all.map((numbers: Float64Array, replica) => {
    const which = `gather's answer ${replica}`;
    if (!ArrayBuffer.isView(numbers)) {
      throw new TypeError(`${which} must be a Float64Array, got ${describe(numbers)}`);
    }
    const wanted = `${which} must have ${packed.length} elements (1 + 2 per channel)`;
    demand(numbers.length === packed.length, wanted, numbers.length);
    return {
      count: numbers[0]!,
      mean: numbers.subarray(1, 1 + c),
      variance: numbers.subarray(1 + c),
    };
  });
}
