/** A weight seen as `[before, outputs, after]`. */

import { reshape, type Tensor, util } from "@tensorflow/tfjs-core";
import { sized } from "./_channels.ts";
import { checkAxis, demand } from "./_check.ts";
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
  const front = checkAxis("axis", axis, rank);
  const outputs = shape[front]!;
  const before = util.sizeFromShape(shape.slice(0, front));
  const after = util.sizeFromShape(shape.slice(front + 1));
  return { outputs, count: before * after, folded: reshape(weight, [before, outputs, after]) };
}

/** One number per output, shaped to meet the folded weight. */
export function perOutput(gamma: Tensor, { outputs }: KeptAxis): Tensor {
  return reshape(sized("gamma", gamma, { size: outputs, unit: "outputs" }), [1, outputs, 1]);
}
