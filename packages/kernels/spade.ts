/**
 * SPADE: normalization whose gamma and beta differ from pixel to pixel.
 *
 * @module
 */

import { unitAffine } from "./_affine.ts";
import { checkRunning } from "./_check_running.ts";
import { checkApart, checkArray, checkOut, checkVariance } from "./_check.ts";
import { openBackward, openForward } from "./_open.ts";
import { rstdOf } from "./_rstd.ts";
import type { Moments } from "./engine.ts";
import { normalize, normalizeBackward, normalizeInferenceBackward } from "./normalize.ts";
import { createPlan, type Plan } from "./plan.ts";
import { type RunningStatistics, updateRunning } from "./running_statistics.ts";
import type { ActivationNormOptions, FloatArray, ForwardResult, GivenMoments } from "./types.ts";

/** The norm under the modulation. */
export type SpadeKind = "batch" | "instance" | "positional";

/** What {@linkcode spade} takes. */
export interface SpadeOptions<T extends FloatArray> extends ActivationNormOptions {
  /** The modulation's scale less 1, as many elements as `x`. */
  readonly gamma: FloatArray;
  /** The modulation's shift, as many elements as `x`. */
  readonly beta: FloatArray;
  /** The norm underneath. Default `"batch"`, the paper's. */
  readonly kind?: SpadeKind;
  /** The statistics to use instead of those of `x`: inference. */
  readonly fixed?: GivenMoments;
  /** Running statistics of batch norm to move in place, unless `fixed` is given. */
  readonly running?: RunningStatistics;
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode spadeBackward} takes. */
export interface SpadeBackwardOptions<T extends FloatArray> extends ActivationNormOptions {
  /** The modulation's scale less 1 of the forward call. */
  readonly gamma: FloatArray;
  /** The norm of the forward call. */
  readonly kind?: SpadeKind;
  /** The fixed statistics of the forward call, if it had them. */
  readonly fixed?: GivenMoments;
  /** The mean that forward returned. */
  readonly mean: FloatArray;
  /** The reciprocal standard deviation that forward returned. */
  readonly rstd: FloatArray;
  /** Arrays to write into. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T; readonly dgamma?: T };
}

/** What {@linkcode spadeBackward} returns. The gradient with respect to `beta` is `dy` itself. */
export interface SpadeGradients<T extends FloatArray> {
  /** The gradient with respect to `x`, of the shape and type of `x`. */
  readonly dx: T;
  /** The gradient with respect to `gamma`, of the shape and type of `x`. */
  readonly dgamma: T;
}

/**
 * Spatially-adaptive (de)normalization: `y = xhat * (1 + gamma) + beta` with gamma and beta for every
 * element, and `xhat = (x - mean) / sqrt(variance + epsilon)` with the biased variance over samples and
 * positions (batch), over the positions of a channel of a sample (instance), or over the channels of a
 * position.
 *
 * The maps that gamma and beta come from (two convolutions of a segmentation, in the paper) are the
 * caller's. NaN and infinity stay in their own statistic. An empty input gives an empty output.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape, and gamma and beta in the shape and layout of `x`. Epsilon is 1e-5 unless
 * given (PyTorch's). `running` is written; its `correction` is 1, the unbiased variance, unless given.
 * @returns `y` like `x`; `mean`, `variance` and `rstd`, float64, one per statistic.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon, kind, rate, correction or a length is not valid, or if
 * a fixed variance plus epsilon is negative.
 *
 * @example
 * ```ts
 * import { spade } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3]);
 * const gamma = new Float32Array([0, 9]); // the second pixel ten times as strong
 * const beta = new Float32Array([5, 0]); // the first one moved
 * assertEquals([...spade(x, { shape: [1, 1, 2], gamma, beta, epsilon: 0 }).y], [4, 10]);
 * ```
 *
 * @see Park, Liu, Wang, Zhu, "Semantic Image Synthesis with SPADE" (2019), arXiv 1903.07291
 */
export function spade<T extends FloatArray>(x: T, options: SpadeOptions<T>): ForwardResult<T> {
  const { at: { c, engine }, y, epsilon } = openForward(x, options);
  const plan = createSpadePlan(options);
  const { gamma, beta, fixed, running } = options;
  checkArray("gamma", gamma, { length: plan.size, unit: "as many as x" });
  checkArray("beta", beta, { length: plan.size, unit: "as many as x" });
  checkApart("out.y", y, { gamma, beta });
  const moving = fixed === undefined ? running : undefined;
  if (moving !== undefined) {
    if ((options.kind ?? "batch") !== "batch") {
      throw new RangeError(
        `kind must be "batch" to have running statistics, got "${options.kind}"`,
      );
    }
    checkRunning(moving, plan.count, c);
  }
  const result = fixed === undefined
    ? normalize(plan, x, { epsilon, engine, out: { y } })
    : applyFixed(plan, { x, y }, { fixed, epsilon, engine });
  for (let i = 0; i < y.length; i++) y[i] = y[i]! * (1 + gamma[i]!) + beta[i]!;
  if (moving !== undefined) updateRunning(moving, result, plan.count);
  return result;
}

/**
 * The gradient of {@linkcode spade}: that of the norm underneath with `g = dy * (1 + gamma)` for each
 * element, `dgamma = dy * xhat`, and `dy` itself for beta.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The options of the forward call, and the mean and rstd that it returned.
 * @returns `dx` and `dgamma` like `x`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon, kind or a length is not valid, or if a fixed variance
 * plus epsilon is negative.
 *
 * @example
 * ```ts
 * import { spade, spadeBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3]);
 * const options = { shape: [1, 1, 2], gamma: new Float32Array(2), epsilon: 0 };
 * const { mean, rstd } = spade(x, { ...options, beta: new Float32Array(2) });
 * const { dgamma } = spadeBackward(new Float32Array([1, 2]), x, { ...options, mean, rstd });
 * assertEquals([...dgamma], [-1, 2]);
 * ```
 *
 * @see Park, Liu, Wang, Zhu, "Semantic Image Synthesis with SPADE" (2019), arXiv 1903.07291
 */
export function spadeBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: SpadeBackwardOptions<T>,
): SpadeGradients<T> {
  const { at: { engine }, dx, epsilon } = openBackward(dy, x, options);
  const plan = createSpadePlan(options);
  const { gamma, fixed } = options;
  checkArray("gamma", gamma, { length: plan.size, unit: "as many as x" });
  checkArray("mean", options.mean, { length: plan.statistics, unit: "statistics" });
  checkArray("rstd", options.rstd, { length: plan.statistics, unit: "statistics" });
  const given = fixed === undefined ? undefined : readFixed(plan, fixed, epsilon);
  const dgamma = checkOut("dgamma", options.out, x);
  checkApart("out.dx", dx, { x, gamma });
  checkApart("out.dgamma", dgamma, { dy, x, gamma, dx });
  const mean = Float64Array.from(options.mean);
  const rstd = Float64Array.from(options.rstd);
  engine.apply(plan, x, dgamma, { mean, rstd, ...unitAffine(plan) });
  for (let i = 0; i < dx.length; i++) {
    dgamma[i] = dgamma[i]! * dy[i]!;
    dx[i] = dy[i]! * (1 + gamma[i]!);
  }
  const out = { dx };
  if (given === undefined) normalizeBackward(plan, dx, x, { mean, rstd, engine, out });
  else normalizeInferenceBackward(plan, dx, x, { ...given, epsilon, engine, out });
  return { dx, dgamma };
}

function createSpadePlan(
  { kind = "batch", ...options }: ActivationNormOptions & { readonly kind?: SpadeKind },
): Plan {
  if (kind !== "batch" && kind !== "instance" && kind !== "positional") {
    throw new RangeError(`kind must be "batch", "instance" or "positional", got "${kind}"`);
  }
  return createPlan({ ...options, kind });
}

function applyFixed<T extends FloatArray>(
  plan: Plan,
  { x, y }: { readonly x: T; readonly y: T },
  { fixed, epsilon, engine }: {
    readonly fixed: GivenMoments;
    readonly epsilon: number;
    readonly engine: NonNullable<ActivationNormOptions["engine"]>;
  },
): ForwardResult<T> {
  const { mean, variance } = readFixed(plan, fixed, epsilon);
  const rstd = variance.map((value) => rstdOf(value, epsilon));
  engine.apply(plan, x, y, { mean, rstd, ...unitAffine(plan) });
  return { y, mean, variance, rstd };
}

function readFixed(
  { statistics }: Plan,
  { mean, variance }: GivenMoments,
  epsilon: number,
): Moments {
  const wanted = { length: statistics, unit: "statistics" };
  checkArray("fixed.mean", mean, wanted);
  checkArray("fixed.variance", variance, wanted);
  checkVariance("fixed.variance", variance, epsilon);
  return { mean: Float64Array.from(mean), variance: Float64Array.from(variance) };
}
