/** From the moments of instances to those of larger sets, and the gradient back again. */

import type { MomentGradients } from "./_instances.ts";
import type { Moments } from "./engine.ts";

/** Which instances share a statistic: none, a channel's over the batch, or a sample's. */
export type StatisticSet = "instance" | "batch" | "layer";

/** How many samples and channels there are. */
export interface Sizes {
  readonly n: number;
  readonly c: number;
}

/** The number of the set that an instance belongs to. */
export function setIndex(set: StatisticSet, instance: number, { c }: Sizes): number {
  if (set === "instance") return instance;
  return set === "batch" ? instance % c : Math.floor(instance / c);
}

/**
 * The moments of sets of equally many elements joined: `mean(mean_i)` and
 * `mean(variance_i + (mean_i - mean)**2)`. Exact to rounding, and equal means give exactly that mean.
 */
export function poolMoments(sizes: Sizes, moments: Moments, set: StatisticSet): Moments {
  if (set === "instance") return moments;
  const { n, c } = sizes;
  const [sets, members] = set === "batch" ? [c, n] : [n, c];
  const pivot = (s: number) => moments.mean[set === "batch" ? s : s * c]!;
  const mean = new Float64Array(sets);
  const variance = new Float64Array(sets);
  if (members === 0) return { mean, variance };
  for (let i = 0; i < n * c; i++) {
    const s = setIndex(set, i, sizes);
    mean[s] = mean[s]! + (moments.mean[i]! - pivot(s));
  }
  for (let s = 0; s < sets; s++) mean[s] = pivot(s) + mean[s]! / members;
  for (let i = 0; i < n * c; i++) {
    const s = setIndex(set, i, sizes);
    const delta = moments.mean[i]! - mean[s]!;
    variance[s] = variance[s]! + (moments.variance[i]! + delta * delta) / members;
  }
  return { mean, variance };
}

/** Adds to `into` what the moments of the instances owe to those of their sets. */
export function poolGradients(
  sizes: Sizes,
  { moments, pooled, set, gradients, into }: {
    readonly moments: Moments;
    readonly pooled: Moments;
    readonly set: StatisticSet;
    /** With respect to the pooled moments. */
    readonly gradients: MomentGradients;
    readonly into: MomentGradients;
  },
): void {
  const { n, c } = sizes;
  const members = set === "instance" ? 1 : set === "batch" ? n : c;
  for (let i = 0; i < n * c; i++) {
    const s = setIndex(set, i, sizes);
    const dmean = gradients.dmean[s]! / members;
    const dvariance = gradients.dvariance[s]! / members;
    // A set that nobody uses must not spread its NaN.
    if (dmean === 0 && dvariance === 0) continue;
    const delta = set === "instance" ? 0 : moments.mean[i]! - pooled.mean[s]!;
    into.dmean[i] = into.dmean[i]! + dmean + 2 * delta * dvariance;
    into.dvariance[i] = into.dvariance[i]! + dvariance;
  }
}
