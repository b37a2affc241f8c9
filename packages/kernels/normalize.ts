/**
 * The plan family through one door: forward, inference and backward over a {@linkcode Plan}.
 *
 * The named operations (`batchNorm`, `instanceNorm`, …) only choose a plan and call these; an adapter
 * that knows its plan calls them directly.
 *
 * @module
 */

import {
  checkApart,
  checkArray,
  checkEpsilon,
  checkEpsilonPlacement,
  checkOut,
  checkVariance,
} from "./_check.ts";
import { endingOf } from "./_ending.ts";
import { engineOf } from "./_engine_of.ts";
import { rstdOf } from "./_rstd.ts";
import { eachLine } from "./_scalar_lines.ts";
import { createProjection } from "./_sums.ts";
import { toFloat64 } from "./_to_float64.ts";
import type { Ending, Epsilon, Projection } from "./engine.ts";
import type { Plan } from "./plan.ts";
import type {
  BackwardOptions,
  BackwardResult,
  EpsilonPlacement,
  FloatArray,
  ForwardOptions,
  ForwardResult,
} from "./types.ts";

const DEFAULT_EPSILON = 1e-5;

/**
 * Normalizes over a plan: `y = (x - mean) * rstd * gamma + beta`, with
 * `rstd = 1 / sqrt(variance + epsilon)` and the biased variance.
 *
 * A statistic whose denominator is 0 (equal values, `epsilon: 0`) gets `rstd = 0`, so `y = beta`.
 * NaN and infinity stay inside their own statistic. An empty statistic has mean and variance 0.
 *
 * For inference, a `residual` and an `activation` can follow in the same sweep over memory:
 * `y = activation((x - mean) * rstd * gamma + beta + residual)`. {@linkcode normalizeBackward} takes the
 * gradient before the activation; it is that of the residual, too.
 *
 * @param plan Which elements share a statistic, and which a parameter.
 * @param x The input, `plan.size` elements. Not written, unless it is also `out.y`.
 * @param options Gamma and beta of `plan.affines` elements each. Epsilon is 1e-5 unless given (PyTorch's).
 * @returns `y` like `x`; `mean`, `variance` (biased) and `rstd`, float64 `[plan.statistics]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If a length or epsilon is not what it must be.
 *
 * @example
 * ```ts
 * import { normalize } from "@evenkeel/kernels/normalize";
 * import { createPlan } from "@evenkeel/kernels/plan";
 * import { assertEquals } from "@std/assert";
 *
 * const plan = createPlan({ kind: "instance", shape: [1, 1, 4] });
 * const { y } = normalize(plan, new Float64Array([1, 1, 3, 3]), { epsilon: 0 });
 * assertEquals([...y], [-1, -1, 1, 1]);
 * ```
 */
export function normalize<T extends FloatArray>(
  plan: Plan,
  x: T,
  options: ForwardOptions<T> = {},
): ForwardResult<T> {
  const engine = engineOf(options);
  const { y, ...affine } = checkForward(plan, x, options);
  const epsilon = openEpsilon(options);
  const fused = engine.forward?.(plan, { x, y }, { ...affine, epsilon });
  if (fused !== undefined) return { y, ...fused };
  const { mean, variance } = engine.statistics(plan, x);
  const rstd = rstdsOf(variance, epsilon);
  engine.apply(plan, x, y, { mean, rstd, ...inFloat64(affine) });
  return { y, mean, variance, rstd };
}

/** What inference needs besides the forward options. */
export interface InferenceOptions<T extends FloatArray> extends ForwardOptions<T> {
  /** The fixed mean, one per statistic. */
  readonly mean: FloatArray;
  /**
   * The fixed variance, one per statistic. `variance + epsilon` must not be negative; with epsilon outside the
   * root, the variance must not. NaN stays in its statistic.
   */
  readonly variance: FloatArray;
}

/**
 * Normalizes over a plan with given statistics: `y = (x - mean) * rstd * gamma + beta`, with
 * `rstd = 1 / sqrt(variance + epsilon)`. A `residual` and an `activation` can follow, as in
 * {@linkcode normalize}.
 *
 * @param plan Which elements share a statistic, and which a parameter.
 * @param x The input, `plan.size` elements. Not written, unless it is also `out.y`.
 * @param options Mean and variance of `plan.statistics` elements each, gamma and beta of `plan.affines`.
 * Epsilon is 1e-5 unless given (PyTorch's).
 * @returns `y` like `x`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If a length or epsilon is not what it must be, or a variance is negative by more than
 * epsilon (by anything, with epsilon outside the root).
 *
 * @example
 * ```ts
 * import { normalizeInference } from "@evenkeel/kernels/normalize";
 * import { createPlan } from "@evenkeel/kernels/plan";
 * import { assertEquals } from "@std/assert";
 *
 * const plan = createPlan({ kind: "batch", shape: [1, 1, 2] });
 * const fixed = { mean: new Float64Array([3]), variance: new Float64Array([4]), epsilon: 0 };
 * assertEquals([...normalizeInference(plan, new Float64Array([3, 7]), fixed).y], [0, 2]);
 * ```
 */
export function normalizeInference<T extends FloatArray>(
  plan: Plan,
  x: T,
  options: InferenceOptions<T>,
): { y: T } {
  const engine = engineOf(options);
  const { y, ...affine } = checkForward(plan, x, options);
  const { mean, rstd } = checkFixed(plan, options);
  engine.apply(plan, x, y, { mean, rstd, ...inFloat64(affine) });
  return { y };
}

/** What backward needs besides the shared options. */
export interface NormalizeBackwardOptions<T extends FloatArray> extends BackwardOptions<T> {
  /** The mean that forward returned. */
  readonly mean: FloatArray;
  /** The reciprocal standard deviation that forward returned. */
  readonly rstd: FloatArray;
  /**
   * The gradient with respect to the returned mean, if something was computed from it. Not for a plan that
   * is not centered.
   */
  readonly dmean?: FloatArray;
  /** The gradient with respect to the returned biased variance, if something was computed from it. */
  readonly dvariance?: FloatArray;
}

/**
 * The gradient of {@linkcode normalize}. With `g = dy * gamma`, `xhat = (x - mean) * rstd` and means
 * over each statistic: `dx = rstd * (g - mean(g) - xhat * mean(g * xhat))`, `dgamma = sum(dy * xhat)`,
 * `dbeta = sum(dy)`.
 *
 * Where forward had to set `rstd = 0`, `dx` is 0, or what comes from `dmean`.
 *
 * @param plan The plan of the forward call.
 * @param dy The gradient with respect to `y`, `plan.size` elements. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options Gamma of `plan.affines` elements, and the mean and rstd that forward returned.
 * @returns `dx` like `x`; `dgamma` and `dbeta`, float64 `[plan.affines]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If a length or epsilon is not what it must be.
 *
 * @example
 * ```ts
 * import { normalize, normalizeBackward } from "@evenkeel/kernels/normalize";
 * import { createPlan } from "@evenkeel/kernels/plan";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const plan = createPlan({ kind: "instance", shape: [1, 1, 4] });
 * const x = new Float64Array([1, 2, 4, 8]);
 * const { mean, rstd } = normalize(plan, x);
 * const dy = new Float64Array([1, 0, 0, 0]);
 * const { dx } = normalizeBackward(plan, dy, x, { mean, rstd });
 * assertAlmostEquals(dx.reduce((a, b) => a + b), 0, 1e-12);
 * ```
 */
export function normalizeBackward<T extends FloatArray>(
  plan: Plan,
  dy: T,
  x: T,
  options: NormalizeBackwardOptions<T>,
): BackwardResult<T> {
  const engine = engineOf(options);
  const { dx, ...scales } = checkBackward(plan, dy, x, options);
  const project = projectionRule(plan, scales.rstd, options);
  const arrays = { dy, x, dx };
  let sums = engine.backward?.(plan, arrays, { ...scales, project });
  if (sums === undefined) {
    sums = engine.gradientSums(plan, dy, x, scales);
    const projection = createProjection(plan);
    project(sums, projection, { from: 0, to: plan.statistics });
    engine.gradientApply(plan, arrays, { ...scales, ...projection });
  }
  const { rstd } = scales, { dmean } = options;
  // One element is its mean, whatever it is; 32-bit engines round that.
  const isOne = plan.count === 1 && plan.centered;
  if (isOne || dmean !== undefined && rstd.includes(0)) {
    // All else is 0 there, or NaN.
    eachLine(plan.loops, ({ from, to, pitch, s, ds }) => {
      for (let i = from; i < to; i += pitch, s += ds) {
        if (isOne || rstd[s] === 0) dx[i] = 0 * dx[i]! + (dmean?.[s] ?? 0) / plan.count;
      }
    });
  }
  return { dx, dgamma: sums.dgamma, dbeta: sums.dbeta };
}

/** The gradients that fixed statistics have besides the usual ones. */
export interface InferenceGradients<T extends FloatArray> extends BackwardResult<T> {
  /** The gradient with respect to the fixed mean, float64. */
  readonly dmean: Float64Array;
  /** The gradient with respect to the fixed variance, float64. */
  readonly dvariance: Float64Array;
}

/**
 * The gradient of {@linkcode normalizeInference} before residual and activation. With `g = dy * gamma` and
 * `xhat = (x - mean) * rstd`: `dx = g * rstd`, `dmean = -rstd * sum(g)`,
 * `dvariance = -rstd**2 / 2 * sum(g * xhat)`, `dgamma = sum(dy * xhat)`, `dbeta = sum(dy)`. With epsilon
 * outside the root, `dvariance` is `(sigma + epsilon) / sigma` times that, with `sigma = sqrt(variance)`; it
 * is 0 where sigma is.
 *
 * @param plan The plan of the forward call.
 * @param dy The gradient with respect to `y`, `plan.size` elements. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The options of the forward call; `residual`, `activation` and `out.y` are not read.
 * @returns `dx` like `x`; `dgamma` and `dbeta`, float64 `[plan.affines]`; `dmean` and `dvariance`, float64
 * `[plan.statistics]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If a length or epsilon is not what it must be, or a variance is negative by more than
 * epsilon (by anything, with epsilon outside the root).
 *
 * @example
 * ```ts
 * import { normalizeInferenceBackward } from "@evenkeel/kernels/normalize";
 * import { createPlan } from "@evenkeel/kernels/plan";
 * import { assertEquals } from "@std/assert";
 *
 * const plan = createPlan({ kind: "batch", shape: [1, 1, 2] });
 * const fixed = { mean: new Float64Array([3]), variance: new Float64Array([4]), epsilon: 0 };
 * const dy = new Float64Array([1, 1]);
 * const { dx } = normalizeInferenceBackward(plan, dy, new Float64Array([3, 7]), fixed);
 * assertEquals([...dx], [0.5, 0.5]);
 * ```
 */
export function normalizeInferenceBackward<T extends FloatArray>(
  plan: Plan,
  dy: T,
  x: T,
  options: InferenceOptions<T> & BackwardOptions<T>,
): InferenceGradients<T> {
  const engine = engineOf(options);
  const fixed = checkFixed(plan, options);
  const { dx, ...scales } = checkBackward(plan, dy, x, { ...options, ...fixed });
  const { outside } = openEpsilon(options);
  const { g, gxhat, dgamma, dbeta } = engine.gradientSums(plan, dy, x, scales);
  engine.gradientApply(plan, { dy, x, dx }, { ...scales, ...createProjection(plan) });
  return {
    dx,
    dgamma,
    dbeta,
    dmean: g.map((sum, s) => -sum * fixed.rstd[s]!),
    dvariance: gxhat.map((sum, s) => {
      const r = fixed.rstd[s]!, sigma = Math.sqrt(options.variance[s]!);
      return -0.5 * sum * (outside === 0 ? r * r : sigma === 0 ? 0 : r / sigma);
    }),
  };
}

function rstdsOf(variance: Float64Array, { inside, outside }: Epsilon): Float64Array {
  return variance.map((value) => rstdOf(value, inside, outside));
}

function openEpsilon(
  { epsilon = DEFAULT_EPSILON, epsilonPlacement = "inside" }: EpsilonOptions,
): Epsilon {
  checkEpsilon(epsilon);
  checkEpsilonPlacement(epsilonPlacement);
  return epsilonPlacement === "inside"
    ? { inside: epsilon, outside: 0 }
    : { inside: 0, outside: epsilon };
}

interface EpsilonOptions {
  readonly epsilon?: number;
  readonly epsilonPlacement?: EpsilonPlacement;
}

/** What the gradient loses because the statistics move with `x`: fills offset and slope. */
function projectionRule<T extends FloatArray>(
  { count, centered }: Plan,
  rstd: Float64Array,
  options: NormalizeBackwardOptions<T>,
): (
  sums: { readonly g: Float64Array; readonly gxhat: Float64Array },
  projection: Projection,
  range: { readonly from: number; readonly to: number },
) => void {
  const { dmean, dvariance } = options, { outside } = openEpsilon(options);
  return (sums, { offset, slope }, { from, to }) => {
    for (let s = from; s < to && count > 0; s++) {
      const r = rstd[s]!;
      // Outside the root, d(rstd)/dx carries sigma + epsilon over sigma; 0 where sigma is 0.
      const spread = 1 - outside * r;
      const stretch = spread > 0 ? 1 / spread : 0;
      offset[s] = centered ? sums.g[s]! / count : 0;
      slope[s] = sums.gxhat[s]! / count * stretch;
      if (r === 0) continue;
      if (dmean !== undefined) offset[s] = offset[s]! - dmean[s]! / (count * r);
      if (dvariance !== undefined) slope[s] = slope[s]! - 2 * dvariance[s]! / (count * r * r);
    }
  };
}

function checkForward<T extends FloatArray>(
  plan: Plan,
  x: T,
  options: ForwardOptions<T>,
): { y: T; gamma: FloatArray; beta: FloatArray; ending: Ending | undefined } {
  const { gamma, beta, residual, out } = options;
  checkArray("x", x, { length: plan.size, unit: "the product of shape" });
  const checked = {
    gamma: affineArray("gamma", gamma, plan, 1),
    beta: affineArray("beta", beta, plan, 0),
    ending: endingOf(x, options),
    y: checkOut("y", out, x, { inputs: { x, residual } }),
  };
  if (out?.y !== undefined) checkApart("out.y", out.y, { gamma, beta });
  return checked;
}

/** What engines that do one thing at a time are given. */
function inFloat64<Others>(
  { gamma, beta, ...others }: Others & { readonly gamma: FloatArray; readonly beta: FloatArray },
) {
  return { ...others, gamma: toFloat64(gamma), beta: toFloat64(beta) };
}

function checkFixed<T extends FloatArray>(
  plan: Plan,
  options: InferenceOptions<T>,
): { mean: Float64Array; rstd: Float64Array } {
  const wanted = { length: plan.statistics, unit: "statistics" };
  checkArray("mean", options.mean, wanted);
  checkArray("variance", options.variance, wanted);
  const variance = toFloat64(options.variance), epsilon = openEpsilon(options);
  checkVariance("variance", variance, epsilon.inside);
  return { mean: toFloat64(options.mean), rstd: rstdsOf(variance, epsilon) };
}

function checkBackward<T extends FloatArray>(
  plan: Plan,
  dy: T,
  x: T,
  options: NormalizeBackwardOptions<T>,
): { dx: T; mean: Float64Array; rstd: Float64Array; gamma: Float64Array } {
  checkArray("dy", dy, { length: plan.size, unit: "the product of shape" });
  checkArray("x", x, { length: plan.size, unit: "the product of shape" });
  const wanted = { length: plan.statistics, unit: "statistics" };
  checkArray("mean", options.mean, wanted);
  checkArray("rstd", options.rstd, wanted);
  if (options.dmean !== undefined) {
    checkArray("dmean", options.dmean, wanted);
    if (!plan.centered) throw new RangeError("dmean must be absent: no mean is subtracted");
  }
  if (options.dvariance !== undefined) checkArray("dvariance", options.dvariance, wanted);
  return {
    mean: toFloat64(options.mean),
    rstd: toFloat64(options.rstd),
    gamma: toFloat64(affineArray("gamma", options.gamma, plan, 1)),
    dx: checkOut("dx", options.out, x, { inputs: { dy, x } }),
  };
}

function affineArray(
  name: string,
  array: FloatArray | undefined,
  plan: Plan,
  absent: number,
): FloatArray {
  if (array === undefined) return new Float64Array(plan.affines).fill(absent);
  checkArray(name, array, { length: plan.affines, unit: "channels or normalized elements" });
  return array;
}
