/** The moments of each channel of each sample, and what other moments follow from them. */

import { add, div, reshape, square, sub, sum, type Tensor } from "@tensorflow/tfjs-core";
import type { Channels } from "./_channels.ts";
import { normTensor } from "./_normalize.ts";

/** Two tensors of one shape. */
export interface MomentTensors {
  readonly mean: Tensor;
  /** Biased. */
  readonly variance: Tensor;
}

/** `[n, c]`, and what instance norm gives: its kernel has exact sums. */
export function instanceMoments(
  x: Tensor,
  { layout, n, c }: Channels,
  epsilon?: number,
): MomentTensors & { readonly y: Tensor } {
  const options = { layout, ...(epsilon === undefined ? {} : { epsilon }) };
  const { y, mean, variance } = normTensor({ kind: "instance" }, x, options);
  return { y, mean: reshape(mean, [n, c]), variance: reshape(variance, [n, c]) };
}

/** `[c]` over the samples (axis 0), or `[n, 1]` over the channels (axis 1); 0 of none. */
export function poolMoments(moments: MomentTensors, axis: 0 | 1): MomentTensors {
  const pool = (x: Tensor) => div(sum(x, axis, axis === 1), x.shape[axis] || 1);
  const mean = pool(moments.mean);
  const between = square(sub(moments.mean, mean));
  return { mean, variance: pool(add(moments.variance, between)) };
}

/** `mean(x ** 2)`: two terms of which none is negative. */
export function meanSquareOf({ mean, variance }: MomentTensors): Tensor {
  return add(square(mean), variance);
}
