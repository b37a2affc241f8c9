/** What both layers do when they are called. */

import type { Layout } from "@evenkeel/kernels/types";
import { type Tensor, transpose } from "@tensorflow/tfjs-core";

/** The one tensor of a call. */
export function oneTensor(inputs: Tensor | Tensor[]): Tensor {
  if (!Array.isArray(inputs)) return inputs;
  if (inputs.length === 1) return inputs[0]!;
  throw new RangeError(`inputs must be one tensor, got ${inputs.length}`);
}

/** A layer's axis, counted from the front. */
export function axisOf(axis: number, rank: number): number {
  const counted = axis < 0 ? axis + rank : axis;
  if (Number.isSafeInteger(counted) && counted > 0 && counted < rank) return counted;
  throw new RangeError(
    `axis must be from 1 to ${rank - 1}, or negative to count from the end, got ${axis}`,
  );
}

/**
 * Calls `norm` with the channels where an operation expects them: at axis 1 or last. Any other axis is
 * moved to the end, and back again.
 */
export function alongAxis(
  x: Tensor,
  axis: number,
  norm: (x: Tensor, layout: Layout) => Tensor,
): Tensor {
  const last = x.shape.length - 1;
  if (axis === last) return norm(x, "channels-last");
  if (axis === 1) return norm(x, "channels-first");
  const others = x.shape.map((_, i) => i).filter((i) => i !== axis);
  const there = [...others, axis];
  const back = there.map((_, i) => there.indexOf(i));
  return transpose(norm(transpose(x, there), "channels-last"), back);
}
