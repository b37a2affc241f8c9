/**
 * EvoNorm S0: a gate, divided by a group's standard deviation.
 *
 * @module
 */

import { channelArray } from "./_affine.ts";
import { checkApart, checkArray } from "./_check.ts";
import { forEachElement } from "./_elements.ts";
import { openBackward, openForward } from "./_open.ts";
import { rstdOf } from "./_rstd.ts";
import { createPlan, type Plan } from "./plan.ts";
import type { ActivationNormOptions, BackwardResult, FloatArray, ForwardResult } from "./types.ts";

/** What {@linkcode evoNormS0} takes. */
export interface EvoNormS0Options<T extends FloatArray> extends ActivationNormOptions {
  /** How many groups the channels form, a divisor of the channels; the paper has 32. */
  readonly groups: number;
  /** The steepness of the gate, `[c]`; ones when absent. */
  readonly nu?: FloatArray;
  /** The scale, `[c]`; ones when absent. */
  readonly gamma?: FloatArray;
  /** The shift, `[c]`; zeros when absent. */
  readonly beta?: FloatArray;
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode evoNormS0Backward} takes. */
export interface EvoNormS0BackwardOptions<T extends FloatArray> extends ActivationNormOptions {
  /** As in the forward call. */
  readonly groups: number;
  /** The steepness of the forward call; ones when absent. */
  readonly nu?: FloatArray;
  /** The scale of the forward call; ones when absent. */
  readonly gamma?: FloatArray;
  /** The mean that forward returned, `[n * groups]`. */
  readonly mean: FloatArray;
  /** The reciprocal standard deviation that forward returned, `[n * groups]`. */
  readonly rstd: FloatArray;
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

/** What {@linkcode evoNormS0Backward} returns. */
export interface EvoNormS0Gradients<T extends FloatArray> extends BackwardResult<T> {
  /** The gradient with respect to `nu`, float64 `[c]`. */
  readonly dnu: Float64Array;
}

/**
 * Activation and normalization in one: `y = x * sigmoid(nu[c] * x) / sqrt(variance + epsilon) * gamma[c] +
 * beta[c]`, with the biased variance over the positions and channels of a group of a sample.
 *
 * A sample's result does not depend on its batch, to the bit. The numerator is not centered. NaN and
 * infinity stay in their own group. An empty input gives an empty output.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape and groups; nu, gamma and beta of `c` elements each. Epsilon is 1e-5 unless
 * given (the paper's).
 * @returns `y` like `x`; `mean`, `variance` and `rstd`, float64 `[n * groups]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, groups, epsilon or a length is not valid.
 *
 * @example
 * ```ts
 * import { evoNormS0 } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const nu = new Float32Array([0]); // a gate that is always half open
 * const x = new Float32Array([-2, 2]);
 * assertEquals([...evoNormS0(x, { shape: [1, 1, 2], groups: 1, nu, epsilon: 0 }).y], [-0.5, 0.5]);
 * ```
 *
 * @see Liu, Brock, Simonyan, Le, "Evolving Normalization-Activation Layers" (2020), arXiv 2004.02967
 */
export function evoNormS0<T extends FloatArray>(
  x: T,
  options: EvoNormS0Options<T>,
): ForwardResult<T> {
  const { at: { c, engine }, y, epsilon } = openForward(x, options);
  const plan = createPlan({ ...options, kind: "group" });
  const nu = channelArray("nu", options.nu, { c, absent: 1 });
  const gamma = channelArray("gamma", options.gamma, { c, absent: 1 });
  const beta = channelArray("beta", options.beta, { c, absent: 0 });
  const { mean, variance } = engine.statistics(plan, x);
  const rstd = variance.map((value) => rstdOf(value, epsilon));
  const gated = gate(plan, x, nu);
  engine.apply(plan, gated, y, { mean: new Float64Array(plan.statistics), rstd, gamma, beta });
  return { y, mean, variance, rstd };
}

/**
 * The gradient of {@linkcode evoNormS0}. With `h = x * sigmoid(nu * x)`, `g = dy * gamma` and means over a
 * group: `dx = rstd * (g * h'(x) - (x - mean) * rstd * mean(g * h * rstd))`,
 * `dgamma = sum(dy * h * rstd)`, `dbeta = sum(dy)`,
 * `dnu = sum(g * rstd * x ** 2 * sigmoid * (1 - sigmoid))`.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape, groups, nu and gamma, and the mean and rstd that forward returned.
 * @returns `dx` like `x`; `dnu`, `dgamma` and `dbeta`, float64 `[c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, groups or a length is not valid.
 *
 * @example
 * ```ts
 * import { evoNormS0, evoNormS0Backward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([-2, 2]);
 * const options = { shape: [1, 1, 2], groups: 1 };
 * const { mean, rstd } = evoNormS0(x, options);
 * const { dbeta } = evoNormS0Backward(new Float32Array([1, 1]), x, { ...options, mean, rstd });
 * assertEquals([...dbeta], [2]);
 * ```
 *
 * @see Liu, Brock, Simonyan, Le, "Evolving Normalization-Activation Layers" (2020), arXiv 2004.02967
 */
export function evoNormS0Backward<T extends FloatArray>(
  dy: T,
  x: T,
  options: EvoNormS0BackwardOptions<T>,
): EvoNormS0Gradients<T> {
  const { at: { c, engine }, dx } = openBackward(dy, x, options);
  checkApart("out.dx", dx, { x });
  const plan = createPlan({ ...options, kind: "group" });
  const nu = channelArray("nu", options.nu, { c, absent: 1 });
  const gamma = channelArray("gamma", options.gamma, { c, absent: 1 });
  checkArray("mean", options.mean, { length: plan.statistics, unit: "groups of each sample" });
  checkArray("rstd", options.rstd, { length: plan.statistics, unit: "groups of each sample" });
  const mean = Float64Array.from(options.mean);
  const rstd = Float64Array.from(options.rstd);

  const gated = gate(plan, x, nu);
  const zeros = new Float64Array(plan.statistics);
  const sums = engine.gradientSums(plan, dy, gated, { mean: zeros, rstd, gamma });

  const dnu = new Float64Array(c);
  forEachElement(plan, (i, s, p) => {
    const value = x[i]!;
    const gate = sigmoid(nu[p]! * value);
    const slope = value * gate * (1 - gate);
    dnu[p] = dnu[p]! + dy[i]! * gamma[p]! * rstd[s]! * value * slope;
    dx[i] = dy[i]! * (gate + nu[p]! * slope);
  });
  const slope = sums.gxhat.map((sum) => sum / plan.count);
  engine.gradientApply(plan, { dy: dx, x, dx }, { mean, rstd, gamma, offset: zeros, slope });
  return { dx, dnu, dgamma: sums.dgamma, dbeta: sums.dbeta };
}

/** In 64 bits: what is about to be scaled up may be small. */
function gate(plan: Plan, x: FloatArray, nu: Float64Array): Float64Array {
  const gated = new Float64Array(plan.size);
  forEachElement(plan, (i, _, p) => gated[i] = x[i]! * sigmoid(nu[p]! * x[i]!));
  return gated;
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
