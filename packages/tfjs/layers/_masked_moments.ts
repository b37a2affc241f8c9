/** Statistics of the steps that a mask leaves. */

import {
  cast,
  div,
  expandDims,
  maximum,
  mul,
  reshape,
  square,
  sub,
  sum,
  Tensor,
  type Tensor1D,
} from "@tensorflow/tfjs-core";

/** The mask of this input, if there is one: one element for each vector of channels. */
export function findMask(x: Tensor, axis: number, mask: unknown): Tensor | undefined {
  if (!(mask instanceof Tensor)) return undefined;
  // TensorFlow.js also hands on masks of layers further up, whose shapes have nothing to do with x.
  const wanted = x.shape.filter((_, i) => i !== axis);
  return String(mask.shape) === String(wanted) ? mask : undefined;
}

/** Mean and biased variance of each channel; 0 where the mask leaves nothing. */
export function maskedMoments(
  x: Tensor,
  axis: number,
  mask: Tensor,
): { readonly mean: Tensor1D; readonly variance: Tensor1D } {
  const weights = expandDims(cast(mask, "float32"), axis);
  const axes = x.shape.map((_, i) => i).filter((i) => i !== axis);
  const count = maximum(sum(weights), 1);
  const average = (values: Tensor) => div(sum(mul(values, weights), axes, true), count);
  const mean = average(x);
  const variance = average(square(sub(x, mean)));
  return {
    mean: reshape(mean, [-1]) as Tensor1D,
    variance: reshape(variance, [-1]) as Tensor1D,
  };
}
