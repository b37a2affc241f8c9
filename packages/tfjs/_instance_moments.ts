/** The moments of each channel of each sample, and what other moments follow from them. */

import { add, mean, reshape, square, sub, type Tensor } from "@tensorflow/tfjs-core";
import type { Channels } from "./_channels.ts";
import { normTensor } from "./_normalize.ts";

/** Two tensors of one shape. */
export interface MomentTensors {
  readonly mean: Tensor;
  /** Biased. */
  readonly variance: Tensor;
}

/** `[n, c]`. They come from the kernel of instance norm, for the exactness of its sums. */
export function instanceMoments(x: Tensor, { layout, n, c }: Channels): MomentTensors {
  const { mean, variance } = normTensor({ kind: "instance" }, x, { layout });
  return { mean: reshape(mean, [n, c]), variance: reshape(variance, [n, c]) };
}

/** `[1, c]` over the samples (axis 0), or `[n, 1]` over the channels (axis 1). */
export function poolMoments(moments: MomentTensors, axis: 0 | 1): MomentTensors {
  const center = mean(moments.mean, axis, true);
  const between = square(sub(moments.mean, center));
  return { mean: center, variance: mean(add(moments.variance, between), axis, true) };
}

/** `mean(x ** 2)`: two terms of which none is negative. */
export function meanSquareOf({ mean, variance }: MomentTensors): Tensor {
  return add(square(mean), variance);
}
