/** How the operations, which know channels first and channels last, are given any axis. */

import type { Layout } from "@evenkeel/kernels";
import { reshape, type Tensor, transpose, util } from "@tensorflow/tfjs-core";

/** Runs an operation of batch norm: axes before and after the channels may be joined. */
export function withJoinedAxes(
  x: Tensor,
  axis: number,
  operation: (x: Tensor, layout: Layout) => Tensor,
): Tensor {
  if (axis === x.rank - 1) return operation(x, "channels-last");
  if (axis === 1) return operation(x, "channels-first");
  const before = util.sizeFromShape(x.shape.slice(0, axis));
  const after = util.sizeFromShape(x.shape.slice(axis + 1));
  const joined = reshape(x, [before, x.shape[axis]!, after]);
  return reshape(operation(joined, "channels-first"), x.shape);
}

/** Runs an operation that needs samples, then positions: other axes are moved to the end and back. */
export function withChannelsMoved(
  x: Tensor,
  axis: number,
  operation: (x: Tensor, layout: Layout) => Tensor,
): Tensor {
  if (axis === x.rank - 1) return operation(x, "channels-last");
  if (axis === 1) return operation(x, "channels-first");
  const others = x.shape.map((_, i) => i).filter((i) => i !== axis);
  const there = [...others, axis];
  const back = x.shape.map((_, i) => there.indexOf(i));
  return transpose(operation(transpose(x, there), "channels-last"), back);
}
