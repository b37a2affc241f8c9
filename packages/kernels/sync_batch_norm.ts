/**
 * Synchronized batch normalization: one batch, spread over several replicas.
 *
 * @module
 */

import { checkRunning } from "./_check_running.ts";
import { channelArray } from "./_affine.ts";
import { checkArray, describe } from "./_check.ts";
import { openBackward, openForward } from "./_open.ts";
import { rstdOf } from "./_rstd.ts";
import { mergeMoments } from "./merge_moments.ts";
import { createPlan } from "./plan.ts";
import { type RunningStatistics, updateRunning } from "./running_statistics.ts";
import type { ActivationNormOptions, BackwardResult, FloatArray, ForwardResult } from "./types.ts";

/**
 * Sends this replica's numbers to all replicas, and answers with those of all, this one's among them, in
 * an order that is the same everywhere ("all-gather"). It may answer at once or with a promise.
 *
 * Every replica calls it as often as the others: once in forward and once in backward, also with an
 * empty shard. The arrays have equally many numbers everywhere: `1 + 2 * c`.
 */
export type Gather = (
  numbers: Float64Array,
) => readonly Float64Array[] | Promise<readonly Float64Array[]>;

/** What {@linkcode syncBatchNorm} takes. */
export interface SyncBatchNormOptions<T extends FloatArray> extends ActivationNormOptions {
  /** How the replicas exchange numbers. */
  readonly gather: Gather;
  /** The scale, `[c]`; ones when absent. */
  readonly gamma?: FloatArray;
  /** The shift, `[c]`; zeros when absent. */
  readonly beta?: FloatArray;
  /** Running statistics to move towards the whole batch's, in place: equally on all replicas. */
  readonly running?: RunningStatistics;
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode syncBatchNorm} returns. */
export interface SyncBatchNormResult<T extends FloatArray> extends ForwardResult<T> {
  /** How many elements per channel all replicas have together. Keep it for backward. */
  readonly count: number;
}

/** What {@linkcode syncBatchNormBackward} takes. */
export interface SyncBatchNormBackwardOptions<T extends FloatArray> extends ActivationNormOptions {
  /** How the replicas exchange numbers. */
  readonly gather: Gather;
  /** The scale of the forward call; ones when absent. */
  readonly gamma?: FloatArray;
  /** The mean that forward returned, `[c]`. */
  readonly mean: FloatArray;
  /** The reciprocal standard deviation that forward returned, `[c]`. */
  readonly rstd: FloatArray;
  /** The count that forward returned. */
  readonly count: number;
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

/**
 * Batch norm over the shards of all replicas: `y = (x - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c]`,
 * where mean and biased variance are those of the concatenation, merged from each shard's count, mean and
 * sum of squared differences.
 *
 * Shards may have different numbers of samples, also none. All replicas get the same bits of `mean`,
 * `variance` and `rstd`. A replica that throws before it calls `gather` leaves the others waiting.
 *
 * Tested: within 1e-12 of the largest value of batch norm on the concatenation (Float64Array).
 *
 * @param x This replica's shard, as many elements as `shape` says. Not written, unless it is `out.y`.
 * @param options The shard's shape, and `gather`. Epsilon is 1e-5 unless given. `running` is written.
 * @returns `y` like `x`; `mean`, `variance` and `rstd`, float64 `[c]`; the global `count`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon, rate, correction or a length is not valid, or if
 * `gather` answers with arrays of another length.
 *
 * @example
 * ```ts
 * import { syncBatchNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * // Another replica has the one sample 5: its count, mean and sum of squared differences.
 * const gather = (mine: Float64Array) => [mine, new Float64Array([1, 5, 0])];
 * const x = new Float64Array([1, 3]);
 * const { mean, count } = await syncBatchNorm(x, { shape: [2, 1], gather });
 * assertEquals([mean[0], count], [3, 3]);
 * ```
 *
 * @see Peng et al., "MegDet: A Large Mini-Batch Object Detector" (2017), arXiv 1711.07240
 */
export async function syncBatchNorm<T extends FloatArray>(
  x: T,
  options: SyncBatchNormOptions<T>,
): Promise<SyncBatchNormResult<T>> {
  const { at: { c, engine }, y, epsilon } = openForward(x, options);
  const plan = createPlan({ ...options, kind: "batch" });
  const gamma = channelArray("gamma", options.gamma, { c, absent: 1 });
  const beta = channelArray("beta", options.beta, { c, absent: 0 });
  const { running } = options;
  if (running !== undefined) checkRunning(running, 0, c);
  const own = engine.statistics(plan, x);
  const squares = own.variance.map((value) => value * plan.count);
  const shards = await exchange(options.gather, { count: plan.count, a: own.mean, b: squares });
  const { mean, variance } = mergeMoments(shards.map(({ count, a, b }) => ({
    count,
    mean: a,
    variance: b.map((sum) => sum / count), // NaN for an empty shard, which is not looked at
  })));
  const count = shards.reduce((sum, shard) => sum + shard.count, 0);
  if (running !== undefined) checkRunning(running, count, c);
  const rstd = variance.map((value) => rstdOf(value, epsilon));
  engine.apply(plan, x, y, { mean, rstd, gamma, beta });
  if (running !== undefined) updateRunning(running, { mean, variance }, count);
  return { y, mean, variance, rstd, count };
}

/**
 * The gradient of {@linkcode syncBatchNorm}. With `g = dy * gamma`, `xhat = (x - mean) * rstd`, and sums over
 * *all* replicas divided by the global count:
 * `dx = rstd * (g - sum(g) / count - xhat * sum(g * xhat) / count)`.
 *
 * `dgamma` and `dbeta` are this replica's alone: they are to be added up with the gradients of all other
 * parameters. A backward that does not exchange its sums would train differently from the forward.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The shard of the forward call.
 * @param options The shape, gamma and `gather`, and the mean, rstd and count that forward returned.
 * @returns `dx` like `x`; `dgamma` and `dbeta`, float64 `[c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, count or a length is not valid, or if `gather` answers with
 * arrays of another length.
 *
 * @example
 * ```ts
 * import { syncBatchNorm, syncBatchNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float64Array([1, 3]), dy = new Float64Array([1, 1]);
 * const options = { shape: [2, 1], gather: (mine: Float64Array) => [mine] };
 * const { y: _, ...kept } = await syncBatchNorm(x, options);
 * const { dx } = await syncBatchNormBackward(dy, x, { ...options, ...kept });
 * assertEquals([...dx], [0, 0]);
 * ```
 *
 * @see Peng et al. (2017), arXiv 1711.07240
 */
export async function syncBatchNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: SyncBatchNormBackwardOptions<T>,
): Promise<BackwardResult<T>> {
  const { at: { c, engine }, dx } = openBackward(dy, x, options);
  const plan = createPlan({ ...options, kind: "batch" });
  const { count } = options;
  checkArray("mean", options.mean, { length: c, unit: "channels" });
  checkArray("rstd", options.rstd, { length: c, unit: "channels" });
  if (!Number.isSafeInteger(count) || count < plan.count) {
    throw new RangeError(
      `count must be that of all replicas, at least the ${plan.count} of this one, got ${count}`,
    );
  }
  const scales = {
    mean: Float64Array.from(options.mean),
    rstd: Float64Array.from(options.rstd),
    gamma: channelArray("gamma", options.gamma, { c, absent: 1 }),
  };
  const { g, gxhat, dgamma, dbeta } = engine.gradientSums(plan, dy, x, scales);
  const shards = await exchange(options.gather, { count: plan.count, a: g, b: gxhat });
  const offset = new Float64Array(c), slope = new Float64Array(c);
  for (const { a, b } of shards) {
    for (let s = 0; s < c; s++) {
      offset[s] = offset[s]! + a[s]! / count;
      slope[s] = slope[s]! + b[s]! / count;
    }
  }
  engine.gradientApply(plan, { dy, x, dx }, { ...scales, offset, slope });
  return { dx, dgamma, dbeta };
}

/** A shard's count and two numbers per channel. */
interface Numbers {
  readonly count: number;
  readonly a: Float64Array;
  readonly b: Float64Array;
}

async function exchange(gather: Gather, { count, a, b }: Numbers): Promise<readonly Numbers[]> {
  const c = a.length;
  const packed = new Float64Array(1 + 2 * c);
  packed[0] = count;
  packed.set(a, 1);
  packed.set(b, 1 + c);
  if (typeof gather !== "function") {
    throw new TypeError(`gather must be a function, got ${describe(gather)}`);
  }
  const all = await gather(packed);
  if (!Array.isArray(all)) {
    throw new TypeError(`gather must answer with a list of arrays, got ${describe(all)}`);
  }
  if (all.length === 0) {
    throw new RangeError("gather must answer with one array at least, got none");
  }
  return all.map((numbers, replica) => {
    checkArray(`gather's answer ${replica}`, numbers, {
      length: packed.length,
      unit: "1 + 2 per channel",
    });
    return { count: numbers[0]!, a: numbers.subarray(1, 1 + c), b: numbers.subarray(1 + c) };
  });
}
