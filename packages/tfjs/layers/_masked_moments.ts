/** Statistics of the steps that a mask leaves. */

import {
  cast,
  div,
  maximum,
  mul,
  reshape,
  square,
  sub,
  sum,
  Tensor,
  type Tensor1D,
  util,
  where,
} from "@tensorflow/tfjs-core";
import { batchNorm } from "../batch_norm.ts";

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
  const before = util.sizeFromShape(x.shape.slice(0, axis));
  const after = util.sizeFromShape(x.shape.slice(axis + 1));
  const joined = reshape(x, [before, x.shape[axis]!, after]);
  const weights = reshape(cast(mask, "float32"), [before, 1, after]);
  // What the mask hides may be NaN, which no weight takes away.
  const kept = where(cast(weights, "bool"), joined, 0);
  const share = div(before * after, maximum(sum(weights), 1));
  // The mean of batch norm, since its sums are exact; those of some backends are not.
  const average = (values: Tensor) =>
    mul(batchNorm(mul(values, weights), { layout: "channels-first" }).mean, share) as Tensor1D;
  const mean = average(kept);
  return { mean, variance: average(square(sub(kept, reshape(mean, [1, -1, 1])))) };
}
