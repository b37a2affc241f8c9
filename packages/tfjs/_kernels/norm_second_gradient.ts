/**
 * The gradient of backward: what trains a critic with a gradient penalty.
 *
 * Of operations and of our own kernels, so that it can be differentiated again. The `moments` are taken
 * for what they are, functions of `x`: all that changes with them is in the gradient of `x`.
 */

import {
  add,
  engine,
  type GradConfig,
  mul,
  ones,
  reshape,
  sub,
  type Tensor,
  zeros,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { deviationOf, rstdOf } from "../_roots.ts";
import { NORM, NORM_GRADIENT } from "./kernel_names.ts";
import { type Attributes, planAxes, planOf } from "./plan_axes.ts";

type Six = [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];

/** Gradients of `dx`, `dgamma` and `dbeta`, whose cotangents are `ddx`, `ddgamma` and `ddbeta`. */
export const NORM_SECOND_GRADIENT: GradConfig = {
  kernelName: NORM_GRADIENT,
  inputsToSave: ["dy", "dmean", "dvariance", "x", "gamma", "moments"],
  gradFunc: (cotangents, saved, attributes) => {
    const [dy, dmean, dvariance, x, gamma, moments] = saved as Six;
    const plan = planOf(attributes);
    const at = planAxes(plan);
    const [ddx, ddgamma, ddbeta] = cotangents as [Tensor, Tensor, Tensor];
    const [one, none] = [ones(gamma.shape), zeros(gamma.shape)];
    const [xhat, , , again] = run(NORM, { x, gamma: one, beta: none }, attributes);
    const variance = at.statistic(again!);
    const rstd = rstdOf(variance, Number(attributes.epsilon));
    /** What backward makes of a gradient where gamma is 1: it is its own transpose. */
    const project = (g: Tensor): Tensor => {
      const inputs = {
        dy: reshape(g, x.shape),
        dmean: zerosLike(dmean),
        dvariance: zerosLike(dvariance),
        x,
        gamma: one,
        moments,
      };
      return at.full(run(NORM_GRADIENT, inputs, attributes)[0]!);
    };
    const [a, d, normal, scale] = [at.full(ddx), at.full(dy), at.full(xhat!), at.affine(gamma)];
    const g = mul(d, scale);
    const projected = project(a);
    const along = at.mean(mul(a, normal));
    return {
      dy: () => {
        const shifts = add(mul(normal, at.affine(ddgamma)), at.affine(ddbeta));
        return reshape(add(mul(projected, scale), shifts), x.shape);
      },
      dmean: () => plan.centered ? reshape(at.mean(a), dmean.shape) : zerosLike(dmean),
      dvariance: () => {
        const deviation = deviationOf(variance, Number(attributes.epsilon));
        return reshape(mul(mul(along, deviation), 2), dvariance.shape);
      },
      x: () => {
        const both = add(mul(g, along), mul(a, at.mean(mul(g, normal))));
        const ofNormal = sub(mul(d, at.affine(ddgamma)), mul(both, rstd));
        const ofRstd = mul(normal, mul(rstd, at.mean(mul(g, projected))));
        const spread = plan.centered ? sub(a, at.mean(a)) : a;
        const ofVariance = mul(
          spread,
          mul(at.statistic(dvariance), 2 / plan.count),
        );
        return reshape(add(sub(project(ofNormal), ofRstd), ofVariance), x.shape);
      },
      gamma: () => at.sumAffine(mul(d, projected), gamma.shape),
      moments: () => zerosLike(moments),
    };
  },
};

function run(name: string, inputs: Record<string, Tensor>, attributes: Attributes): Tensor[] {
  return engine().runKernel(name, inputs, attributes) as Tensor[];
}
