/**
 * Running statistics: what batch norm remembers for inference.
 *
 * @module
 */

import { checkRunning, DEFAULT_CORRECTION, DEFAULT_RATE } from "./_check_running.ts";
import type { FloatArray } from "./types.ts";

/** A running mean and variance, and how they move. */
export interface RunningStatistics {
  /** The running mean, `[c]`; written. */
  readonly mean: FloatArray;
  /** The running variance, `[c]`; written. */
  readonly variance: FloatArray;
  /**
   * The weight of the newest batch, from 0 to 1. Default 0.1: PyTorch's `momentum` 0.1, which Keras
   * would write as 0.9.
   */
  readonly rate?: number;
  /**
   * What is subtracted from the count: 1 (the default, PyTorch's) stores the unbiased variance, 0
   * (Keras's and Flax's) the biased one.
   */
  readonly correction?: number;
}

/**
 * Moves running statistics towards those of a batch, in place:
 * `running = running + rate * (batch - running)`, with the variance times `count / (count - correction)`.
 *
 * @param running What moves.
 * @param batch The mean and biased variance of the batch, `[c]` each.
 * @param count How many elements each statistic of the batch had; 0 changes nothing.
 * @throws {RangeError} If the rate or the correction is not valid.
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
  if (count === 0) return;
  const { mean, variance, rate = DEFAULT_RATE, correction = DEFAULT_CORRECTION } = running;
  const unbias = count / (count - correction);
  for (let s = 0; s < mean.length; s++) {
    mean[s] = mean[s]! + rate * (batch.mean[s]! - mean[s]!);
    variance[s] = variance[s]! + rate * (batch.variance[s]! * unbias - variance[s]!);
  }
}
