/**
 * Switchable normalization: learned shares of instance, layer and batch statistics.
 *
 * @module
 */

import { channelAffine, sumOverSamples } from "./_affine.ts";
import { batchPart, checkMovedStatistics, moveRunning } from "./_batch_part.ts";
import { checkArray } from "./_check.ts";
import {
  applyInstanceGradient,
  applyMix,
  instanceMoments,
  type Instances,
  type Mix,
  mixGradients,
} from "./_instances.ts";
import { keptMoments, openBackward, openForward } from "./_open.ts";
import { poolGradients, poolMoments, setIndex, type StatisticSet } from "./_pool.ts";
import { rstdGradient, rstdOf } from "./_rstd.ts";
import type { Moments } from "./engine.ts";
import type {
  BackwardResult,
  BatchMixBackwardOptions,
  BatchMixOptions,
  BatchMixResult,
  FloatArray,
} from "./types.ts";

/** The logits of the shares: instance, layer, batch, in this order. Zeros, equal shares, when absent. */
export interface SwitchableLogits {
  /** The logits of the means, `[3]`. `-Infinity` leaves a statistic out altogether. */
  readonly meanLogits?: FloatArray;
  /** The logits of the variances, `[3]`. */
  readonly varianceLogits?: FloatArray;
}

/** What {@linkcode switchableNorm} takes. */
export interface SwitchableNormOptions<T extends FloatArray>
  extends BatchMixOptions<T>, SwitchableLogits {}

/** What {@linkcode switchableNormBackward} takes. */
export interface SwitchableNormBackwardOptions<T extends FloatArray>
  extends BatchMixBackwardOptions<T>, SwitchableLogits {}

/** What {@linkcode switchableNormBackward} returns. */
export interface SwitchableNormGradients<T extends FloatArray> extends BackwardResult<T> {
  /** The gradient with respect to `meanLogits`, float64 `[3]`. */
  readonly dmeanLogits: Float64Array;
  /** The gradient with respect to `varianceLogits`, float64 `[3]`. */
  readonly dvarianceLogits: Float64Array;
}

/**
 * Normalizes by mixed statistics: `y = (x - sum(w[k] * mean_k)) / sqrt(sum(v[k] * variance_k) + epsilon) *
 * gamma[c] + beta[c]` with `w = softmax(meanLogits)` and `v = softmax(varianceLogits)`, over the
 * instance (a channel of a sample), the layer (a sample) and the batch (a channel).
 *
 * All variances are biased; the authors' code starts from the unbiased one of the instance. One sweep
 * over memory gives all three statistics. With the batch left out (`-Infinity`), a sample's result does
 * not depend on its batch, to the bit. An empty input gives an empty output.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape; gamma and beta of `c` elements each; logits of 3. Epsilon is 1e-5 unless
 * given (the authors'). `running` is written; its `correction` is 1, the unbiased variance, unless
 * given.
 * @returns `y` like `x`; the instances' `mean` and `variance`, float64 `[n * c]`; the `batch` moments.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon, rate, correction or a length is not valid, if logits
 * hold NaN or `Infinity` or nothing but `-Infinity`, or if a fixed variance plus epsilon is negative.
 *
 * @example
 * ```ts
 * import { switchableNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3, 5, 7]); // two samples, one channel, two positions
 * const instance = new Float32Array([0, -Infinity, -Infinity]);
 * const logits = { meanLogits: instance, varianceLogits: instance };
 * assertEquals([...switchableNorm(x, { shape: [2, 1, 2], epsilon: 0, ...logits }).y], [-1, 1, -1, 1]);
 * ```
 *
 * @see Luo, Ren, Peng, Zhang, Li, "Switchable Normalization" (2018), arXiv 1806.10779
 */
export function switchableNorm<T extends FloatArray>(
  x: T,
  options: SwitchableNormOptions<T>,
): BatchMixResult<T> {
  const { at, y, epsilon } = openForward(x, options);
  const shares = readShares(options);
  const affine = channelAffine(options, at);
  checkMovedStatistics(options, at);
  const moments = instanceMoments(at, x);
  const batch = batchPart(options, at, { moments, epsilon });
  const { mix } = mixMoments(at, viewsOf(at, moments, batch), { shares, epsilon });
  applyMix(at, { x, y }, { mean: moments.mean, mix, ...affine });
  moveRunning(options, at, batch);
  return { y, ...moments, batch };
}

/**
 * The gradient of {@linkcode switchableNorm}. With `g = dy * gamma`, and sums over an instance:
 * `dmean = -rstd * sum(g)` and `dvariance = -rstd**2 / 2 * sum(g * xhat)` for the mixed moments; each share
 * of them goes back to its statistic, and through it to `x`; the logits get theirs through the softmax.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape, gamma and logits, and the mean and variance that forward returned.
 * @returns `dx` like `x`; `dgamma` and `dbeta`, float64 `[c]`; `dmeanLogits` and `dvarianceLogits`,
 * float64 `[3]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon or a length is not valid, if logits hold NaN or
 * `Infinity` or nothing but `-Infinity`, or if a fixed variance plus epsilon is negative.
 *
 * @example
 * ```ts
 * import { switchableNorm, switchableNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3, 5, 7]);
 * const shape = [2, 1, 2];
 * const { mean, variance } = switchableNorm(x, { shape });
 * const dy = new Float32Array([1, 1, 1, 1]);
 * const { dbeta } = switchableNormBackward(dy, x, { shape, mean, variance });
 * assertEquals([...dbeta], [4]);
 * ```
 *
 * @see Luo, Ren, Peng, Zhang, Li, "Switchable Normalization" (2018), arXiv 1806.10779
 */
export function switchableNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: SwitchableNormBackwardOptions<T>,
): SwitchableNormGradients<T> {
  const { at, dx, epsilon } = openBackward(dy, x, options);
  const shares = readShares(options);
  const { gamma } = channelAffine(options, at);
  const moments = keptMoments(options, at);
  const views = viewsOf(at, moments, batchPart(options, at, { moments, epsilon }));
  const { mix, mean: mixed } = mixMoments(at, views, { shares, epsilon });
  const gradients = mixGradients(at, { dy, x }, { mean: moments.mean, mix, gamma });
  const { dscale, dshift, dmean } = gradients;

  // With respect to the mixed moments of each instance.
  const toMean = new Float64Array(mixed.length), toVariance = new Float64Array(mixed.length);
  for (let i = 0; i < mixed.length; i++) {
    const rstd = mix.scale[i]!;
    const delta = moments.mean[i]! - mixed[i]!;
    toMean[i] = -dshift[i]! * rstd;
    toVariance[i] = (dscale[i]! + dshift[i]! * delta) * rstdGradient(rstd);
    dmean[i] = dmean[i]! + dshift[i]! * rstd;
  }

  const dmeanShares = new Float64Array(3), dvarianceShares = new Float64Array(3);
  views.forEach(({ set, moments: view }, k) => {
    const size = view.mean.length;
    const part = { dmean: new Float64Array(size), dvariance: new Float64Array(size) };
    const w = shares.mean[k]!, v = shares.variance[k]!;
    for (let i = 0; i < mixed.length; i++) {
      const s = setIndex(set, i, at);
      // From the mixed moments on: the softmax subtracts what is common to all shares anyway.
      if (w !== 0) {
        dmeanShares[k] = dmeanShares[k]! + toMean[i]! * (view.mean[s]! - mixed[i]!);
        part.dmean[s] = part.dmean[s]! + w * toMean[i]!;
      }
      if (v !== 0) {
        dvarianceShares[k] = dvarianceShares[k]! + toVariance[i]! * view.variance[s]!;
        part.dvariance[s] = part.dvariance[s]! + v * toVariance[i]!;
      }
    }
    if (set === "batch" && options.fixed !== undefined) return;
    poolGradients(at, { moments, pooled: view, set, gradients: part, into: gradients });
  });

  const factor = mix.scale.map((scale, i) => scale * gamma[i]!);
  applyInstanceGradient(at, { dy, x, dx }, { ...gradients, mean: moments.mean, factor });
  return {
    dx,
    dgamma: sumOverSamples(gradients.dgamma, at),
    dbeta: sumOverSamples(gradients.dbeta, at),
    dmeanLogits: softmaxGradient(shares.mean, dmeanShares),
    dvarianceLogits: softmaxGradient(shares.variance, dvarianceShares),
  };
}

/** A statistic set with its moments. */
interface View {
  readonly set: StatisticSet;
  readonly moments: Moments;
}

function viewsOf(at: Instances, moments: Moments, batch: Moments): View[] {
  return [
    { set: "instance", moments },
    { set: "layer", moments: poolMoments(at, moments, "layer") },
    { set: "batch", moments: batch },
  ];
}

interface Shares {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** The mixed mean of each instance, and what it does to `x`. */
function mixMoments(
  at: Instances,
  views: readonly View[],
  { shares, epsilon }: { readonly shares: Shares; readonly epsilon: number },
): { mean: Float64Array; mix: Mix } {
  const mean = new Float64Array(at.plan.statistics);
  const variance = new Float64Array(at.plan.statistics);
  views.forEach(({ set, moments }, k) => {
    const w = shares.mean[k]!, v = shares.variance[k]!;
    for (let i = 0; i < mean.length; i++) {
      const s = setIndex(set, i, at);
      if (w !== 0) mean[i] = mean[i]! + w * moments.mean[s]!;
      if (v !== 0) variance[i] = variance[i]! + v * moments.variance[s]!;
    }
  });
  const own = views[0]!.moments.mean;
  const scale = variance.map((value) => rstdOf(value, epsilon));
  return { mean, mix: { scale, shift: mean.map((value, i) => (own[i]! - value) * scale[i]!) } };
}

function readShares({ meanLogits, varianceLogits }: SwitchableLogits): Shares {
  return {
    mean: softmax("meanLogits", meanLogits),
    variance: softmax("varianceLogits", varianceLogits),
  };
}

function softmax(name: string, logits: FloatArray = new Float64Array(3)): Float64Array {
  checkArray(name, logits, { length: 3, unit: "instance, layer, batch" });
  const values = Float64Array.from(logits);
  const largest = Math.max(...values);
  if (!Number.isFinite(largest)) {
    throw new RangeError(`${name} must hold a finite number and no NaN, got [${values}]`);
  }
  const powers = values.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

function softmaxGradient(shares: Float64Array, gradient: Float64Array): Float64Array {
  const common = shares.reduce((sum, share, k) => sum + share * gradient[k]!, 0);
  return shares.map((share, k) => share === 0 ? 0 : share * (gradient[k]! - common));
}
