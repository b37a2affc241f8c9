/**
 * Running statistics: what batch norm remembers for inference.
 *
 * @module
 */

import { checkRunning, correctionFactor, rateOf } from "./_check_running.ts";
import { checkArray } from "./_check.ts";
import { mergeParts } from "./_merge_parts.ts";
import type { CountedMoments } from "./merge_moments.ts";
import type { FloatArray } from "./types.ts";

/** A running mean and variance, and how they move. */
export interface RunningStatistics {
  /** The running mean, `[c]`; written. */
  readonly mean: FloatArray;
  /** The running variance, `[c]`; written. */
  readonly variance: FloatArray;
  /**
   * The weight of the newest batch, from 0 to 1. Default 0.1: PyTorch's `momentum` 0.1, which Keras
   * would write as 0.9. `"cumulative"` gives all batches since the first the same weight (PyTorch's
   * `momentum=None`, BigGAN's standing statistics).
   */
  readonly rate?: number | "cumulative";
  /**
   * What is subtracted from the count: 1 (the default, PyTorch's) stores the unbiased variance, 0
   * (Keras's and Flax's) the biased one.
   */
  readonly correction?: number;
  /**
   * How many batches have been seen; written where it is given, or where the rate is cumulative
   * (absent means 0 then). PyTorch's `num_batches_tracked`.
   */
  batches?: number;
}

/**
 * Moves running statistics towards those of a batch, in place:
 * `running = running + rate * (batch - running)`, with the variance times `count / (count - correction)`.
 *
 * @param running What moves. A cumulative rate is `1 / batches`, this one counted: the first batch
 * replaces what stood there.
 * @param batch The mean and biased variance of the batch, `[c]` each.
 * @param count How many elements each statistic of the batch had; 0 changes nothing.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the rate, the correction, the number of batches, the count or a length is not
 * valid. Nothing has been written then.
 *
 * @example
 * ```ts
 * import { updateRunning } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const running = { mean: new Float64Array([0]), variance: new Float64Array([1]), rate: 0.5 };
 * updateRunning(running, { mean: new Float64Array([4]), variance: new Float64Array([2]) }, 2);
 * assertEquals([running.mean[0], running.variance[0]], [2, 2.5]);
 * ```
 */
export function updateRunning(
  running: RunningStatistics,
  batch: { readonly mean: FloatArray; readonly variance: FloatArray },
  count: number,
): void {
  checkRunning(running, count);
  const { mean, variance } = running;
  const wanted = { length: mean.length, unit: "as many as running.mean" };
  checkArray("batch.mean", batch?.mean, wanted);
  checkArray("batch.variance", batch.variance, wanted);
  if (count === 0) return;
  if (running.batches !== undefined || running.rate === "cumulative") {
    running.batches = (running.batches ?? 0) + 1;
  }
  const rate = rateOf(running);
  const unbias = correctionFactor(running, count);
  // What stood there before the first batch of a cumulative average is forgotten, NaN included.
  if (running.rate === "cumulative" && rate === 1) mean.fill(0), variance.fill(0);
  for (let s = 0; s < mean.length; s++) {
    mean[s] = mean[s]! + rate * (batch.mean[s]! - mean[s]!);
    variance[s] = variance[s]! + rate * (batch.variance[s]! * unbias - variance[s]!);
  }
}

/**
 * Running statistics as they would be had they not started from 0: `running / (1 - (1 - rate)**batches)`,
 * Adam's correction, for statistics whose mean *and variance* started at 0 and that count their batches.
 *
 * A cumulative average needs no correction. Before the first batch the mean is 0 and the variance 1.
 *
 * @param running What {@linkcode updateRunning} moved. Not written.
 * @returns The mean and variance to use, float64 `[c]`.
 * @throws {RangeError} If the rate is not valid, or `batches` is absent.
 *
 * @example
 * ```ts
 * import { debiasRunning, updateRunning } from "@evenkeel/kernels";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const running = { mean: new Float64Array(1), variance: new Float64Array(1), batches: 0 };
 * updateRunning(running, { mean: new Float64Array([4]), variance: new Float64Array([1]) }, 2);
 * assertAlmostEquals(running.mean[0]!, 0.4);
 * assertAlmostEquals(debiasRunning(running).mean[0]!, 4);
 * ```
 *
 * @see Kingma, Ba, "Adam" (2014), arXiv 1412.6980, section 3
 */
export function debiasRunning(
  running: RunningStatistics,
): { readonly mean: Float64Array; readonly variance: Float64Array } {
  checkRunning(running, 0);
  const { mean, variance, batches } = running;
  if (batches === undefined) {
    throw new RangeError("running.batches must be the number of batches seen, got undefined");
  }
  if (batches === 0) {
    return { mean: new Float64Array(mean.length), variance: new Float64Array(mean.length).fill(1) };
  }
  const rest = running.rate === "cumulative" ? 0 : (1 - rateOf(running)) ** batches;
  // At rate 0 nothing was ever seen: 0 / 0 would say so less clearly than 0.
  const seen = rest === 1 ? 1 : 1 - rest;
  return {
    mean: Float64Array.from(mean, (value) => value / seen),
    variance: Float64Array.from(variance, (value) => value / seen),
  };
}

/**
 * Puts the statistics of many batches together in place of the running ones ("precise batch norm"): the
 * moments of all their elements at once, each batch weighted by its count, with the variance times
 * `count / (count - correction)`.
 *
 * Use it after training, with the weights as they are now: a running average lags behind them. The
 * spread between the batches' means counts as variance; an average of their variances
 * (`rate: "cumulative"`, BigGAN's standing statistics) leaves it out. The rate is not read.
 *
 * @param running What is written.
 * @param batches The moments of each batch with its count, `[c]` each. Read once, one after the other.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If there are no batches, lengths differ, the correction is not valid or leaves
 * nothing to divide by. Nothing has been written then.
 *
 * @example
 * ```ts
 * import { batchNorm, reestimateRunning } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const running = { mean: new Float64Array(1), variance: new Float64Array(1), correction: 0 };
 * const batches = [[1, 3], [5, 5, 5, 5]].map((batch) => {
 *   const result = batchNorm(Float64Array.from(batch), { shape: [batch.length, 1] });
 *   return { ...result, count: batch.length };
 * });
 * reestimateRunning(running, batches);
 * assertEquals([running.mean[0], running.variance[0]], [4, 7 / 3]);
 * ```
 *
 * @see Wu, Johnson, "Rethinking 'Batch' in BatchNorm" (2021), arXiv 2105.07576, section 3
 */
export function reestimateRunning(
  running: RunningStatistics,
  batches: Iterable<CountedMoments>,
): void {
  checkRunning(running, 0);
  const all = mergeParts("batches", batches);
  const { mean, variance } = running;
  if (all.mean.length !== mean.length) {
    throw new RangeError(
      `batches must have ${mean.length} statistics each (channels), got ${all.mean.length}`,
    );
  }
  for (const count of all.count) checkRunning(running, count);
  for (let s = 0; s < mean.length; s++) {
    const count = all.count[s]!;
    if (count === 0) continue;
    mean[s] = all.mean[s]!;
    variance[s] = all.variance[s]! * correctionFactor(running, count);
  }
}
