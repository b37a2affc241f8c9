/**
 * EvoNorm B0: `x` over the larger of the batch's standard deviation and `nu * x` + the instance's.
 *
 * @module
 */

import { channelAffine, channelArray, sumOverSamples } from "./_affine.ts";
import { batchPart, checkMovedStatistics, moveRunning } from "./_batch_part.ts";
import { checkApart } from "./_check.ts";
import { forEachElement } from "./_elements.ts";
import { applyInstanceGradient, instanceMoments } from "./_instances.ts";
import { keptMoments, openBackward, openForward } from "./_open.ts";
import { poolGradients } from "./_pool.ts";
import type {
  BackwardResult,
  BatchMixBackwardOptions,
  BatchMixOptions,
  BatchMixResult,
  FloatArray,
} from "./types.ts";

/** What {@linkcode evoNormB0} takes. */
export interface EvoNormB0Options<T extends FloatArray> extends BatchMixOptions<T> {
  /** What `x` is multiplied by in the denominator, `[c]`; ones when absent. */
  readonly nu?: FloatArray;
}

/** What {@linkcode evoNormB0Backward} takes. */
export interface EvoNormB0BackwardOptions<T extends FloatArray> extends BatchMixBackwardOptions<T> {
  /** The `nu` of the forward call; ones when absent. */
  readonly nu?: FloatArray;
}

/** What {@linkcode evoNormB0Backward} returns. */
export interface EvoNormB0Gradients<T extends FloatArray> extends BackwardResult<T> {
  /** The gradient with respect to `nu`, float64 `[c]`. */
  readonly dnu: Float64Array;
}

/**
 * Activation and normalization in one: `y = x / max(sqrt(varianceB + epsilon), nu[c] * x +
 * sqrt(varianceI + epsilon)) * gamma[c] + beta[c]`, with the biased variances over samples and positions
 * (B) and over the positions of one sample (I).
 *
 * Nothing is centered. At inference give the running statistics as `fixed`; of them, only the variance is
 * read. A denominator of 0 gives `y = beta`: for example equal values of at most 0 with `epsilon: 0`, where
 * `nu` is not negative. NaN stays in its own channel. An empty input gives an empty output.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape; nu, gamma and beta of `c` elements each. Epsilon is 1e-5 unless given (the
 * paper's). `running` is written; its `correction` is 1, the unbiased variance, unless given.
 * @returns `y` like `x`; the instances' `mean` and `variance`, float64 `[n * c]`; the `batch` moments.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon, rate, correction or a length is not valid, or if a
 * fixed variance plus epsilon is negative.
 *
 * @example
 * ```ts
 * import { evoNormB0 } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([-2, 2]); // both standard deviations are 2
 * assertEquals([...evoNormB0(x, { shape: [1, 1, 2], epsilon: 0 }).y], [-1, 0.5]);
 * ```
 *
 * @see Liu, Brock, Simonyan, Le, "Evolving Normalization-Activation Layers" (2020), arXiv 2004.02967
 */
export function evoNormB0<T extends FloatArray>(
  x: T,
  options: EvoNormB0Options<T>,
): BatchMixResult<T> {
  const { at, y, epsilon } = openForward(x, options);
  const nu = channelArray("nu", options.nu, { c: at.c, absent: 1 });
  const { gamma, beta } = channelAffine(options, at);
  checkMovedStatistics(options, at);
  const moments = instanceMoments(at, x);
  const batch = batchPart(options, at, { moments, epsilon });
  const whole = batch.variance.map((variance) => Math.sqrt(variance + epsilon));
  const own = moments.variance.map((variance) => Math.sqrt(variance + epsilon));
  forEachElement(at.plan, (i, s) => {
    const channel = s % at.c;
    const denominator = Math.max(whole[channel]!, nu[channel]! * x[i]! + own[s]!);
    const xhat = denominator === 0 ? 0 : x[i]! / denominator;
    y[i] = xhat * gamma[s]! + beta[s]!;
  });
  moveRunning(options, at, batch);
  return { y, ...moments, batch };
}

/**
 * The gradient of {@linkcode evoNormB0}. With the denominator `d`, `g = dy * gamma` and
 * `dd = -g * x / d ** 2`: `dx` gets `g / d`; where `nu * x` + the instance's is the larger, `dd * nu` goes to
 * `dx`, `dd * x` to `dnu` and `dd` to the instance's standard deviation, elsewhere `dd` to the batch's; both
 * go on to `x` through their variances. `dgamma = sum(dy * x / d)`, `dbeta = sum(dy)`.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape, nu and gamma, and the mean and variance that forward returned.
 * @returns `dx` like `x`; `dnu`, `dgamma` and `dbeta`, float64 `[c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon or a length is not valid, or if a fixed variance plus
 * epsilon is negative.
 *
 * @example
 * ```ts
 * import { evoNormB0, evoNormB0Backward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([-2, 2]);
 * const shape = [1, 1, 2];
 * const { mean, variance } = evoNormB0(x, { shape });
 * const { dbeta } = evoNormB0Backward(new Float32Array([1, 1]), x, { shape, mean, variance });
 * assertEquals([...dbeta], [2]);
 * ```
 *
 * @see Liu, Brock, Simonyan, Le, "Evolving Normalization-Activation Layers" (2020), arXiv 2004.02967
 */
export function evoNormB0Backward<T extends FloatArray>(
  dy: T,
  x: T,
  options: EvoNormB0BackwardOptions<T>,
): EvoNormB0Gradients<T> {
  const { at, dx, epsilon } = openBackward(dy, x, options);
  checkApart("out.dx", dx, { x });
  const { n, c } = at;
  const nu = channelArray("nu", options.nu, { c, absent: 1 });
  const { gamma } = channelAffine(options, at);
  const moments = keptMoments(options, at);
  const batch = batchPart(options, at, { moments, epsilon });
  const whole = batch.variance.map((variance) => Math.sqrt(variance + epsilon));
  const own = moments.variance.map((variance) => Math.sqrt(variance + epsilon));

  const dgamma = new Float64Array(n * c), dbeta = new Float64Array(n * c);
  const dnu = new Float64Array(c), dwhole = new Float64Array(c), down = new Float64Array(n * c);
  forEachElement(at.plan, (i, s) => {
    const channel = s % c;
    const value = x[i]!, back = dy[i]!;
    const line = nu[channel]! * value + own[s]!;
    const isLine = line > whole[channel]!;
    const denominator = isLine ? line : whole[channel]!;
    const inverse = denominator === 0 ? 0 : 1 / denominator;
    const g = back * gamma[s]!;
    const toDenominator = -g * value * inverse * inverse;
    dbeta[s] = dbeta[s]! + back;
    dgamma[s] = dgamma[s]! + back * value * inverse;
    dx[i] = g * inverse + (isLine ? toDenominator * nu[channel]! : 0);
    if (isLine) {
      dnu[channel] = dnu[channel]! + toDenominator * value;
      down[s] = down[s]! + toDenominator;
    } else dwhole[channel] = dwhole[channel]! + toDenominator;
  });

  const into = { dmean: new Float64Array(n * c), dvariance: halved(down, own) };
  if (options.fixed === undefined) {
    const gradients = { dmean: new Float64Array(c), dvariance: halved(dwhole, whole) };
    poolGradients(at, { moments, pooled: batch, set: "batch", gradients, into });
  }
  const factor = new Float64Array(n * c).fill(1);
  applyInstanceGradient(at, { dy: dx, x, dx }, { mean: moments.mean, factor, ...into });
  return { dx, dnu, dgamma: sumOverSamples(dgamma, at), dbeta: sumOverSamples(dbeta, at) };
}

/** From the gradient of a standard deviation to that of its variance. */
function halved(gradient: Float64Array, deviation: Float64Array): Float64Array {
  return gradient.map((value, i) => deviation[i] === 0 ? 0 : value / (2 * deviation[i]!));
}
