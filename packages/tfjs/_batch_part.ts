/** The batch's share of a norm that mixes it in: of this batch while training, given later on. */

import type { Tensor } from "@tensorflow/tfjs-core";
import { batchNorm, batchNormInference, type BatchNormTensors } from "./batch_norm.ts";
import { type Channels, ofChannels } from "./_channels.ts";
import { type MomentTensors, poolMoments } from "./_instance_moments.ts";
import type { GivenMoments } from "./types.ts";

/** Batch norm without gamma and beta, with the statistics that it used. */
export function batchPart(
  x: Tensor,
  { fixed, epsilon }: { readonly fixed?: GivenMoments | undefined; readonly epsilon: number },
  at: Channels,
): BatchNormTensors<Tensor> {
  const { layout } = at;
  if (fixed === undefined) return batchNorm(x, { epsilon, layout });
  const given = givenMoments(fixed, at);
  return { y: batchNormInference(x, { ...given, epsilon, layout }), ...given };
}

/** The statistics alone, `[c]` each, from those of the instances. */
export function batchMoments(
  moments: MomentTensors,
  fixed: GivenMoments | undefined,
  at: Channels,
): GivenMoments {
  if (fixed !== undefined) return givenMoments(fixed, at);
  return poolMoments(moments, 0) as GivenMoments;
}

/** The given statistics, checked. Tensors of their own: the caller disposes of them, and keeps what it gave. */
export function givenMoments(
  { mean, variance }: GivenMoments,
  { c }: Channels,
): GivenMoments {
  return {
    mean: ofChannels("fixed.mean", mean, c),
    variance: ofChannels("fixed.variance", variance, c),
  };
}
