/** Tensors in the four axes of a plan, for gradients that are composed of operations. */

import { createPlan, type Plan } from "@evenkeel/kernels/plan";
import { type GradConfig, mul, reshape, sum, type Tensor } from "@tensorflow/tfjs-core";

/** The attributes with which a kernel was called. */
export type Attributes = Parameters<GradConfig["gradFunc"]>[2];

/** Shapes in which inputs, statistics and parameters meet, and sums over what shares one. */
export interface PlanAxes {
  full(x: Tensor): Tensor;
  statistic(vector: Tensor): Tensor;
  affine(vector: Tensor): Tensor;
  sum(x: Tensor): Tensor;
  mean(x: Tensor): Tensor;
  sumAffine(x: Tensor, shape: number[]): Tensor;
}

/** The plan of a call. */
export function planOf(attributes: Attributes): Plan {
  return createPlan(JSON.parse(String(attributes.spec)));
}

/** The axes of a plan. */
export function planAxes({ loops, count }: Plan): PlanAxes {
  const shape = loops.map(({ size }) => size);
  const keeping = (which: "statistic" | "affine") => {
    const axes = [0, 1, 2, 3].filter((axis) => loops[axis]![which] === 0);
    const kept = shape.map((size, axis) => axes.includes(axis) ? 1 : size);
    return {
      shaped: (vector: Tensor) => reshape(vector, kept),
      sum: (x: Tensor) => sum(x, axes, true),
    };
  };
  const [statistic, affine] = [keeping("statistic"), keeping("affine")];
  return {
    full: (x) => reshape(x, shape),
    statistic: statistic.shaped,
    affine: affine.shaped,
    sum: statistic.sum,
    mean: (x) => mul(statistic.sum(x), 1 / count),
    sumAffine: (x, like) => reshape(affine.sum(x), like),
  };
}
