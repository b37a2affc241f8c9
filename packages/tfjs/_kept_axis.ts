/** A weight seen as `[before, outputs, after]`. */

import { reshape, type Tensor } from "@tensorflow/tfjs-core";
import { demand } from "./_check.ts";
import { convertToTensor } from "./_convert.ts";

/** The view. */
export interface KeptAxis {
  readonly outputs: number;
  /** The elements that lead to an output. */
  readonly count: number;
  /** The weight as `[before, outputs, after]`. */
  readonly folded: Tensor;
}

/** Checks the weight and the axis of its outputs; without an axis, the whole weight is one output. */
export function keepAxis(x: Tensor, axis: number | null): KeptAxis {
  const weight = convertToTensor("x", x);
  const { shape, rank, size } = weight;
  demand(rank >= 1, "x must have at least 1 axis", shape);
  if (axis === null) return { outputs: 1, count: size, folded: reshape(weight, [1, 1, size]) };
  const front = axis < 0 ? axis + rank : axis;
  const wanted = `axis must be from ${-rank} to ${rank - 1}`;
  demand(Number.isSafeInteger(axis) && front >= 0 && front < rank, wanted, axis);
  const outputs = shape[front]!;
  const before = product(shape.slice(0, front)), after = product(shape.slice(front + 1));
  return { outputs, count: before * after, folded: reshape(weight, [before, outputs, after]) };
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((a, b) => a * b, 1);
}
