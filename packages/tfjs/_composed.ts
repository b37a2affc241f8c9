/** The same mathematics from TensorFlow.js operations, for backends that have no kernel of ours. */

import type { Plan } from "@evenkeel/kernels/plan";
import {
  add,
  mean,
  mul,
  reshape,
  square,
  sub,
  type Tensor,
  type Tensor1D,
} from "@tensorflow/tfjs-core";
import { rstdOf } from "./_roots.ts";

/** What a composed norm gives: `y`, and one mean and biased variance per statistic. */
export interface Composed {
  readonly y: Tensor;
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
}

/** Two passes over the plan's four axes; the tape differentiates it, twice if need be. */
export function composedNorm(
  plan: Plan,
  x: Tensor,
  options: { readonly gamma: Tensor; readonly beta: Tensor; readonly epsilon: number },
): Composed {
  const axes = [0, 1, 2, 3].filter((axis) => plan.loops[axis]!.statistic === 0);
  const folded = reshape(x, plan.loops.map((loop) => loop.size));
  const center = plan.centered ? mean(folded, axes, true) : mul(mean(folded, axes, true), 0);
  const centered = plan.centered ? sub(folded, center) : folded;
  const variance = mean(square(centered), axes, true);
  const xhat = mul(centered, rstdOf(variance, options.epsilon));
  const y = shiftAndScale(plan, xhat, options);
  return {
    y: reshape(y, x.shape),
    mean: reshape(center, [plan.statistics]),
    variance: reshape(variance, [plan.statistics]),
  };
}

/** The same with given statistics. */
export function composedFixed(
  plan: Plan,
  x: Tensor,
  options: {
    readonly mean: Tensor;
    readonly variance: Tensor;
    readonly gamma: Tensor;
    readonly beta: Tensor;
    readonly epsilon: number;
  },
): Tensor {
  const shape = plan.loops.map((loop) => loop.statistic === 0 ? 1 : loop.size);
  const folded = reshape(x, plan.loops.map((loop) => loop.size));
  const rstd = rstdOf(reshape(options.variance, shape), options.epsilon);
  const xhat = mul(sub(folded, reshape(options.mean, shape)), rstd);
  return reshape(shiftAndScale(plan, xhat, options), x.shape);
}

function shiftAndScale(
  plan: Plan,
  xhat: Tensor,
  { gamma, beta }: { readonly gamma: Tensor; readonly beta: Tensor },
): Tensor {
  const shape = plan.loops.map((loop) => loop.affine === 0 ? 1 : loop.size);
  return add(mul(xhat, reshape(gamma, shape)), reshape(beta, shape));
}
