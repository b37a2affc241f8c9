/**
 * Ghost batch normalization: batch norm of each small part of a large batch.
 *
 * @module
 */

import { channelArray } from "./_affine.ts";
import { checkRunning } from "./_check_running.ts";
import { checkArray } from "./_check.ts";
import { openBackward, openForward } from "./_open.ts";
import { normalize, normalizeBackward } from "./normalize.ts";
import { createPlan, type Plan } from "./plan.ts";
import { type RunningStatistics, updateRunning } from "./running_statistics.ts";
import type {
  ActivationNormOptions,
  BackwardResult,
  FloatArray,
  ForwardResult,
  Layout,
} from "./types.ts";

/** What {@linkcode ghostBatchNorm} takes. */
export interface GhostBatchNormOptions<T extends FloatArray> extends ActivationNormOptions {
  /** How many samples make a ghost batch, at least 1. The last one may have fewer. */
  readonly ghostSize: number;
  /** The scale, `[c]`; ones when absent. */
  readonly gamma?: FloatArray;
  /** The shift, `[c]`; zeros when absent. */
  readonly beta?: FloatArray;
  /** Running statistics to move towards each ghost batch's in turn, in place. */
  readonly running?: RunningStatistics;
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode ghostBatchNormBackward} takes. */
export interface GhostBatchNormBackwardOptions<T extends FloatArray> extends ActivationNormOptions {
  /** As in the forward call. */
  readonly ghostSize: number;
  /** The scale of the forward call; ones when absent. */
  readonly gamma?: FloatArray;
  /** The mean that forward returned, `[ghosts * c]`. */
  readonly mean: FloatArray;
  /** The reciprocal standard deviation that forward returned, `[ghosts * c]`. */
  readonly rstd: FloatArray;
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

/**
 * Cuts the batch into ghost batches of consecutive samples, and normalizes each channel of each:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c]`, with the biased variance over the
 * samples and positions of a ghost batch.
 *
 * A sample's result depends on its ghost batch alone, to the bit. With a ghost size of at least `n` this
 * is batch norm; with 1 it is instance norm. At inference use `batchNormInference`. An empty batch gives
 * an empty output and leaves `running` alone.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape, the ghost size, and gamma and beta of `c` elements each. Epsilon is 1e-5
 * unless given. `running` moves once for each ghost batch, in their order.
 * @returns `y` like `x`; `mean`, `variance` and `rstd`, float64 `[ghosts * c]`, ghost by ghost.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon, ghostSize, rate, correction or a length is not
 * valid. Nothing has been written then.
 *
 * @example
 * ```ts
 * import { ghostBatchNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3, 10, 30]); // four samples, one channel
 * const { y, mean } = ghostBatchNorm(x, { shape: [4, 1], ghostSize: 2, epsilon: 0 });
 * assertEquals([...y], [-1, 1, -1, 1]);
 * assertEquals([...mean], [2, 20]);
 * ```
 *
 * @see Hoffer, Hubara, Soudry, "Train longer, generalize better" (2017), arXiv 1705.08741
 */
export function ghostBatchNorm<T extends FloatArray>(
  x: T,
  options: GhostBatchNormOptions<T>,
): ForwardResult<T> {
  const { at: { c, engine }, y, epsilon } = openForward(x, options);
  const ghosts = createGhosts(options);
  const gamma = channelArray("gamma", options.gamma, { c, absent: 1 });
  const beta = channelArray("beta", options.beta, { c, absent: 0 });
  const { running } = options;
  if (running !== undefined) {
    for (const { plan } of ghosts) checkRunning(running, plan.count, c);
  }
  const mean = new Float64Array(ghosts.length * c);
  const variance = new Float64Array(ghosts.length * c);
  const rstd = new Float64Array(ghosts.length * c);
  ghosts.forEach(({ plan, from, to }, ghost) => {
    const out = { y: y.subarray(from, to) as T };
    const options = { gamma, beta, epsilon, engine, out };
    const part = normalize(plan, x.subarray(from, to) as T, options);
    mean.set(part.mean, ghost * c);
    variance.set(part.variance, ghost * c);
    rstd.set(part.rstd, ghost * c);
    if (running !== undefined) updateRunning(running, part, plan.count);
  });
  return { y, mean, variance, rstd };
}

/**
 * The gradient of {@linkcode ghostBatchNorm}: for each ghost batch that of batch norm; `dgamma` and
 * `dbeta` are summed over all of them.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape, ghost size and gamma, and the mean and rstd that forward returned.
 * @returns `dx` like `x`; `dgamma` and `dbeta`, float64 `[c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, ghostSize or a length is not valid.
 *
 * @example
 * ```ts
 * import { ghostBatchNorm, ghostBatchNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3, 10, 30]);
 * const options = { shape: [4, 1], ghostSize: 2 };
 * const { mean, rstd } = ghostBatchNorm(x, options);
 * const dy = new Float32Array([1, 1, 2, 2]);
 * const { dx, dbeta } = ghostBatchNormBackward(dy, x, { ...options, mean, rstd });
 * assertEquals([...dx], [0, 0, 0, 0]);
 * assertEquals([...dbeta], [6]);
 * ```
 *
 * @see Hoffer, Hubara, Soudry, "Train longer, generalize better" (2017), arXiv 1705.08741
 */
export function ghostBatchNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: GhostBatchNormBackwardOptions<T>,
): BackwardResult<T> {
  const { at: { c, engine }, dx } = openBackward(dy, x, options);
  const ghosts = createGhosts(options);
  const gamma = channelArray("gamma", options.gamma, { c, absent: 1 });
  const { mean, rstd } = options;
  checkArray("mean", mean, { length: ghosts.length * c, unit: "channels of each ghost batch" });
  checkArray("rstd", rstd, { length: ghosts.length * c, unit: "channels of each ghost batch" });
  const dgamma = new Float64Array(c), dbeta = new Float64Array(c);
  ghosts.forEach(({ plan, from, to }, ghost) => {
    const kept = {
      mean: mean.subarray(ghost * c, ghost * c + c),
      rstd: rstd.subarray(ghost * c, ghost * c + c),
    };
    const arrays = [dy.subarray(from, to) as T, x.subarray(from, to) as T] as const;
    const out = { dx: dx.subarray(from, to) as T };
    const part = normalizeBackward(plan, ...arrays, { gamma, engine, out, ...kept });
    for (let s = 0; s < c; s++) {
      dgamma[s] = dgamma[s]! + part.dgamma[s]!;
      dbeta[s] = dbeta[s]! + part.dbeta[s]!;
    }
  });
  return { dx, dgamma, dbeta };
}

/** A ghost batch: a stretch of memory, in either layout, and the plan to walk it. */
interface Ghost {
  readonly plan: Plan;
  readonly from: number;
  readonly to: number;
}

function createGhosts(
  { shape, layout = "channels-first", ghostSize }: {
    readonly shape: readonly number[];
    readonly layout?: Layout;
    readonly ghostSize: number;
  },
): Ghost[] {
  if (!Number.isSafeInteger(ghostSize) || ghostSize < 1) {
    throw new RangeError(`ghostSize must be a positive integer, got ${ghostSize}`);
  }
  const [n = 0, ...rest] = shape;
  const each = rest.reduce((a, b) => a * b, 1);
  return Array.from({ length: Math.ceil(n / ghostSize) }, (_, ghost) => {
    const first = ghost * ghostSize, last = Math.min(first + ghostSize, n);
    const plan = createPlan({ kind: "batch", shape: [last - first, ...rest], layout });
    return { plan, from: first * each, to: last * each };
  });
}
