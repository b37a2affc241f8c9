/** The gradient of backward with given statistics, of operations: it can be differentiated again. */

import { add, type GradConfig, mul, reshape, sub, type Tensor } from "@tensorflow/tfjs-core";
import { rstdOf } from "../_roots.ts";
import { NORM_FIXED_GRADIENT } from "./kernel_names.ts";
import { planAxes, planOf } from "./plan_axes.ts";

/** Gradients of `dx`, `dmean`, `dvariance`, `dgamma` and `dbeta`, by cotangents. */
export const NORM_FIXED_SECOND_GRADIENT: GradConfig = {
  kernelName: NORM_FIXED_GRADIENT,
  inputsToSave: ["dy", "x", "mean", "variance", "gamma"],
  gradFunc: (cotangents, saved, attributes) => {
    const [dy, x, mean, variance, gamma] = saved as [Tensor, Tensor, Tensor, Tensor, Tensor];
    const at = planAxes(planOf(attributes));
    const [ddx, ddmean, ddvariance, ddgamma, ddbeta] = cotangents as Tensor[];
    const rstd = rstdOf(at.statistic(variance), Number(attributes.epsilon));
    const [d, scale, b] = [at.full(dy), at.affine(gamma), at.affine(ddgamma!)];
    const centered = sub(at.full(x), at.statistic(mean));
    // y = centered * rstd * gamma + beta, and drstd / dvariance = -rstd^3 / 2
    const slope = mul(mul(mul(rstd, rstd), rstd), -0.5);
    const moved = sub(at.full(ddx!), at.statistic(ddmean!));
    const steepened = mul(at.statistic(ddvariance!), slope);
    const change = add(mul(moved, rstd), mul(centered, steepened));
    const ofCentered = () => mul(d, add(mul(scale, steepened), mul(b, rstd)));
    return {
      dy: () => {
        const shifts = add(mul(centered, mul(b, rstd)), at.affine(ddbeta!));
        return reshape(add(mul(scale, change), shifts), x.shape);
      },
      x: () => reshape(ofCentered(), x.shape),
      mean: () => reshape(mul(at.sum(ofCentered()), -1), mean.shape),
      variance: () => {
        const steeper = mul(mul(at.statistic(ddvariance!), mul(rstd, rstd)), -1.5);
        const ofRstd = add(mul(scale, add(moved, mul(centered, steeper))), mul(b, centered));
        return reshape(mul(at.sum(mul(d, ofRstd)), slope), variance.shape);
      },
      gamma: () => at.sumAffine(mul(d, change), gamma.shape),
    };
  },
};
