/**
 * Statistic set × affine source × mix, where every one of them is constant on an *instance* (a channel
 * of a sample): whatever is mixed, the output is then one affine map per instance, and two sweeps over
 * memory are enough for any mix of instance, layer and batch statistics.
 *
 * Instances are numbered `sample * c + channel` in either layout.
 */

import { checkLayout, checkShape, optionsOf } from "./_check.ts";
import { engineOf } from "./_engine_of.ts";
import type { Engine, Moments } from "./engine.ts";
import type { Loop, Plan } from "./plan.ts";
import type { FloatArray, Layout } from "./types.ts";

/** The instances of an activation, and what computes. */
export interface Instances {
  /** Statistics and parameters per instance. */
  readonly plan: Plan;
  readonly n: number;
  readonly c: number;
  readonly positions: number;
  readonly engine: Engine;
}

/** `xhat = (x - mean) * scale + shift`, one pair per instance; the mean is the instance's own. */
export interface Mix {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

/** The gradient with respect to the moments of each instance; written. */
export interface MomentGradients {
  readonly dmean: Float64Array;
  readonly dvariance: Float64Array;
}

const UNUSED: Loop = { size: 1, statistic: 0, affine: 0 };

/** Reads the shape. Throws where shape or layout is not valid. */
export function createInstances(
  options: {
    readonly shape: readonly number[];
    readonly layout?: Layout;
    readonly engine?: Engine;
  },
): Instances {
  const { shape, layout = "channels-first", engine } = optionsOf(options);
  checkShape(shape);
  const first = checkLayout(layout) === "channels-first";
  const n = shape[0]!;
  const c = first ? shape[1]! : shape.at(-1)!;
  const positions = (first ? shape.slice(2) : shape.slice(1, -1)).reduce((a, b) => a * b, 1);
  const instances = n * c;
  const plan: Plan = {
    loops: instanceLoops({ first, n, c, positions }),
    size: instances * positions,
    statistics: instances,
    affines: instances,
    count: positions,
    centered: true,
  };
  return { plan, n, c, positions, engine: engineOf({ engine }) };
}

function instanceLoops(
  { first, n, c, positions }: {
    readonly first: boolean;
    readonly n: number;
    readonly c: number;
    readonly positions: number;
  },
): Plan["loops"] {
  const each: Loop = { size: n * c, statistic: 1, affine: 1 };
  const reduced: Loop = { size: positions, statistic: 0, affine: 0 };
  if (positions === 1) return [UNUSED, UNUSED, UNUSED, each];
  if (first || c === 1) return [UNUSED, UNUSED, each, reduced];
  const sample: Loop = { size: n, statistic: c, affine: c };
  return [UNUSED, sample, reduced, { size: c, statistic: 1, affine: 1 }];
}

/** Mean and biased variance of every instance. */
export function instanceMoments({ plan, engine }: Instances, x: FloatArray): Moments {
  return engine.statistics(plan, x);
}

/** Writes `y = ((x - mean) * scale + shift) * gamma + beta`, everything per instance. */
export function applyMix(
  { plan, engine }: Instances,
  { x, y }: { readonly x: FloatArray; readonly y: FloatArray },
  { mean, mix, gamma, beta }: {
    readonly mean: Float64Array;
    readonly mix: Mix;
    readonly gamma: Float64Array;
    readonly beta: Float64Array;
  },
): void {
  const shifted = beta.map((value, i) => value + mix.shift[i]! * gamma[i]!);
  engine.apply(plan, x, y, { mean, rstd: mix.scale, gamma, beta: shifted });
}

/** Sums of `dy` and of `dy * (x - mean)` over every instance. */
export function instanceSums(
  { plan, engine }: Instances,
  { dy, x }: { readonly dy: FloatArray; readonly x: FloatArray },
  mean: Float64Array,
): { readonly plain: Float64Array; readonly centered: Float64Array } {
  const ones = new Float64Array(plan.statistics).fill(1);
  const { dbeta, dgamma } = engine.gradientSums(plan, dy, x, { mean, rstd: ones, gamma: ones });
  return { plain: dbeta, centered: dgamma };
}

/** What the gradient of {@linkcode applyMix} sums to, per instance. */
export interface MixGradients extends MomentGradients {
  readonly dscale: Float64Array;
  readonly dshift: Float64Array;
  readonly dgamma: Float64Array;
  readonly dbeta: Float64Array;
}

/**
 * The first half of the gradient of {@linkcode applyMix}. `dmean` holds what comes from the
 * subtraction of the mean; the mix adds its own share to it and to `dvariance`.
 */
export function mixGradients(
  instances: Instances,
  arrays: { readonly dy: FloatArray; readonly x: FloatArray },
  { mean, mix, gamma }: {
    readonly mean: Float64Array;
    readonly mix: Mix;
    readonly gamma: Float64Array;
  },
): MixGradients {
  const { plain, centered } = instanceSums(instances, arrays, mean);
  return {
    dscale: centered.map((sum, i) => sum * gamma[i]!),
    dshift: plain.map((sum, i) => sum * gamma[i]!),
    dgamma: centered.map((sum, i) => sum * mix.scale[i]! + plain[i]! * mix.shift[i]!),
    dbeta: plain,
    dmean: plain.map((sum, i) => -sum * (mix.scale[i]! * gamma[i]!)),
    dvariance: new Float64Array(plain.length),
  };
}

/**
 * The second half: writes `dx = dy * factor + dmean / count + 2 * (x - mean) * dvariance / count`.
 */
export function applyInstanceGradient(
  { plan, engine }: Instances,
  arrays: { readonly dy: FloatArray; readonly x: FloatArray; readonly dx: FloatArray },
  { mean, factor, dmean, dvariance }: MomentGradients & {
    readonly mean: Float64Array;
    readonly factor: Float64Array;
  },
): void {
  if (plan.count === 1) {
    // Of one position the terms may cancel exactly; a 32-bit engine would leave what it rounded.
    const { dy, x, dx } = arrays;
    for (let i = 0; i < dx.length; i++) {
      dx[i] = dy[i]! * factor[i]! + dmean[i]! + 2 * (x[i]! - mean[i]!) * dvariance[i]!;
    }
    return;
  }
  engine.gradientApply(plan, arrays, {
    mean,
    rstd: new Float64Array(plan.statistics).fill(1),
    gamma: factor,
    offset: dmean.map((value) => -value / plan.count),
    slope: dvariance.map((value) => -2 * value / plan.count),
  });
}
