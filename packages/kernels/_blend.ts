/** A weighted sum of normalized views: `xhat = sum(weight[c] * (x - mean) * rstd)` over its parts. */

import {
  applyInstanceGradient,
  applyMix,
  type Instances,
  type Mix,
  type MixGradients,
  mixGradients,
} from "./_instances.ts";
import { poolGradients, setIndex, type StatisticSet } from "./_pool.ts";
import { rstdGradient, rstdOf } from "./_rstd.ts";
import type { Moments } from "./engine.ts";
import type { FloatArray } from "./types.ts";

/** One view. */
export interface Part {
  readonly set: StatisticSet;
  /** The moments of each set. */
  readonly moments: Moments;
  /** How much of it each channel gets, `[c]`. Where it is 0, the view is not even looked at. */
  readonly weight: Float64Array;
  /** Whether the moments do not depend on `x`. Default false. */
  readonly fixed?: boolean;
}

/** Forward: writes `y`. Gamma and beta are per instance. */
export function applyBlend(
  at: Instances,
  arrays: { readonly x: FloatArray; readonly y: FloatArray },
  { parts, moments, epsilon, gamma, beta }: {
    readonly parts: readonly Part[];
    /** Of the instances. */
    readonly moments: Moments;
    readonly epsilon: number;
    readonly gamma: Float64Array;
    readonly beta: Float64Array;
  },
): void {
  const { mean } = moments;
  applyMix(at, arrays, { mean, mix: blend(at, parts, { mean, epsilon }), gamma, beta });
}

/** Backward: writes `dx`; returns the gradients of gamma and beta per instance, and of the weights. */
export function blendBackward(
  at: Instances,
  arrays: { readonly dy: FloatArray; readonly x: FloatArray; readonly dx: FloatArray },
  { parts, epsilon, gamma, moments }: {
    readonly parts: readonly Part[];
    readonly epsilon: number;
    readonly gamma: Float64Array;
    /** Of the instances. */
    readonly moments: Moments;
  },
): Pick<MixGradients, "dgamma" | "dbeta"> & { readonly dweights: readonly Float64Array[] } {
  const { mean } = moments;
  const mix = blend(at, parts, { mean, epsilon });
  const gradients = mixGradients(at, arrays, { mean, mix, gamma });
  const dweights = blendGradients(at, parts, { moments, epsilon, gradients });
  const factor = mix.scale.map((scale, i) => scale * gamma[i]!);
  applyInstanceGradient(at, arrays, { ...gradients, mean, factor });
  return { dgamma: gradients.dgamma, dbeta: gradients.dbeta, dweights };
}

/** Collapses the parts to one affine map per instance. */
function blend(
  instances: Instances,
  parts: readonly Part[],
  { mean, epsilon }: { readonly mean: Float64Array; readonly epsilon: number },
): Mix {
  const { n, c } = instances;
  const scale = new Float64Array(n * c);
  const shift = new Float64Array(n * c);
  for (const { set, moments, weight } of parts) {
    const rstd = moments.variance.map((variance) => rstdOf(variance, epsilon));
    for (let i = 0; i < n * c; i++) {
      const share = weight[i % c]!;
      if (share === 0) continue;
      const s = setIndex(set, i, instances);
      scale[i] = scale[i]! + share * rstd[s]!;
      if (set === "instance") continue;
      shift[i] = shift[i]! + share * rstd[s]! * (mean[i]! - moments.mean[s]!);
    }
  }
  return { scale, shift };
}

/** Adds to `gradients` what the moments owe to the blend; returns the gradient of each weight. */
function blendGradients(
  instances: Instances,
  parts: readonly Part[],
  { moments, epsilon, gradients }: {
    /** Of the instances. */
    readonly moments: Moments;
    readonly epsilon: number;
    readonly gradients: MixGradients;
  },
): Float64Array[] {
  const { n, c } = instances;
  const { dscale, dshift } = gradients;
  return parts.map((part) => {
    const dweight = new Float64Array(c);
    const dpart = {
      dmean: new Float64Array(part.moments.mean.length),
      dvariance: new Float64Array(part.moments.mean.length),
    };
    for (let i = 0; i < n * c; i++) {
      const s = setIndex(part.set, i, instances);
      const rstd = rstdOf(part.moments.variance[s]!, epsilon);
      const share = part.weight[i % c]!;
      const delta = part.set === "instance" ? 0 : moments.mean[i]! - part.moments.mean[s]!;
      const drstd = dscale[i]! + dshift[i]! * delta;
      dweight[i % c] = dweight[i % c]! + drstd * rstd;
      if (share === 0) continue;
      dpart.dvariance[s] = dpart.dvariance[s]! + share * drstd * rstdGradient(rstd);
      if (part.set === "instance") continue;
      const dmean = dshift[i]! * share * rstd;
      gradients.dmean[i] = gradients.dmean[i]! + dmean;
      dpart.dmean[s] = dpart.dmean[s]! - dmean;
    }
    if (part.fixed !== true) {
      const { set, moments: pooled } = part;
      poolGradients(instances, { moments, pooled, set, gradients: dpart, into: gradients });
    }
    return dweight;
  });
}
