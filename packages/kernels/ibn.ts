/**
 * IBN: instance norm for the first channels, batch norm for the rest.
 *
 * @module
 */

import { channelAffine, sumOverSamples } from "./_affine.ts";
import { batchPart, checkMovedStatistics, moveRunning } from "./_batch_part.ts";
import { applyBlend, blendBackward, type Part } from "./_blend.ts";
import { instanceMoments } from "./_instances.ts";
import { keptMoments, openBackward, openForward } from "./_open.ts";
import type { Moments } from "./engine.ts";
import type {
  BackwardResult,
  BatchMixBackwardOptions,
  BatchMixOptions,
  BatchMixResult,
  FloatArray,
} from "./types.ts";

/** What {@linkcode ibn} takes. */
export interface IbnOptions<T extends FloatArray> extends BatchMixOptions<T> {
  /** How many channels, from the first on, get instance norm. Default: half of them, rounded down. */
  readonly instanceChannels?: number;
}

/** What {@linkcode ibnBackward} takes. */
export interface IbnBackwardOptions<T extends FloatArray> extends BatchMixBackwardOptions<T> {
  /** As in the forward call. */
  readonly instanceChannels?: number;
}

/**
 * Normalizes the first channels by instance and the rest by batch:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c]`, with the biased variance over the
 * positions of one sample, or over samples and positions.
 *
 * One sweep over memory gives both statistics. The first channels of a sample do not depend on its
 * batch, to the bit. NaN and infinity stay in their own statistic. An empty input gives an empty output.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape, and gamma and beta of `c` elements each. Epsilon is 1e-5 unless given
 * (PyTorch's, which the authors use). `running` is written for all channels; the first ones are not
 * read at inference. Its `correction` is 1, the unbiased variance, unless given.
 * @returns `y` like `x`; the instances' `mean` and `variance`, float64 `[n * c]`; the `batch` moments.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon, instanceChannels, rate, correction or a length is not
 * valid, or if a fixed variance plus epsilon is negative.
 *
 * @example
 * ```ts
 * import { ibn } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3, 1, 1, 5, 7, 3, 3]); // two samples, two channels, two positions
 * const { y } = ibn(x, { shape: [2, 2, 2], epsilon: 0 });
 * assertEquals([...y], [-1, 1, -1, -1, -1, 1, 1, 1]);
 * ```
 *
 * @see Pan, Luo, Shi, Tang, "Two at Once: IBN-Net" (2018), arXiv 1807.09441
 */
export function ibn<T extends FloatArray>(x: T, options: IbnOptions<T>): BatchMixResult<T> {
  const { at, y, epsilon } = openForward(x, options);
  const split = checkSplit(options.instanceChannels, at.c);
  const affine = channelAffine(options, at);
  checkMovedStatistics(options, at);
  const moments = instanceMoments(at, x);
  const batch = batchPart(options, at, { moments, epsilon });
  const parts = partsOf({ split, c: at.c }, moments, batch);
  applyBlend(at, { x, y }, { parts, moments, epsilon, ...affine });
  moveRunning(options, at, batch);
  return { y, ...moments, batch };
}

/**
 * The gradient of {@linkcode ibn}: with `g = dy * gamma`, `dx = rstd * (g - mean(g) - xhat * mean(g * xhat))`,
 * means over the positions of one sample or over samples and positions.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape and gamma, and the mean and variance that forward returned.
 * @returns `dx` like `x`; `dgamma` and `dbeta`, float64 `[c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon, instanceChannels or a length is not valid, or if a
 * fixed variance plus epsilon is negative.
 *
 * @example
 * ```ts
 * import { ibn, ibnBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3, 1, 1, 5, 7, 3, 3]);
 * const shape = [2, 2, 2];
 * const { mean, variance } = ibn(x, { shape });
 * const dy = new Float32Array(8).fill(1);
 * const { dbeta } = ibnBackward(dy, x, { shape, mean, variance });
 * assertEquals([...dbeta], [4, 4]);
 * ```
 *
 * @see Pan, Luo, Shi, Tang, "Two at Once: IBN-Net" (2018), arXiv 1807.09441
 */
export function ibnBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: IbnBackwardOptions<T>,
): BackwardResult<T> {
  const { at, dx, epsilon } = openBackward(dy, x, options);
  const split = checkSplit(options.instanceChannels, at.c);
  const { gamma } = channelAffine(options, at);
  const moments = keptMoments(options, at);
  const batch = batchPart(options, at, { moments, epsilon });
  const [instance, whole] = partsOf({ split, c: at.c }, moments, batch);
  const parts = [instance, { ...whole, fixed: options.fixed !== undefined }];
  const { dgamma, dbeta } = blendBackward(at, { dy, x, dx }, { parts, epsilon, gamma, moments });
  return { dx, dgamma: sumOverSamples(dgamma, at), dbeta: sumOverSamples(dbeta, at) };
}

function checkSplit(split: number | undefined, c: number): number {
  if (split === undefined) return Math.floor(c / 2);
  if (!Number.isSafeInteger(split) || split < 0 || split > c) {
    throw new RangeError(`instanceChannels must be an integer from 0 to ${c}, got ${split}`);
  }
  return split;
}

/** A blend whose weights are all 0 or 1. */
function partsOf(
  { split, c }: { readonly split: number; readonly c: number },
  instance: Moments,
  batch: Moments,
): [Part, Part] {
  const weight = new Float64Array(c).fill(1, 0, split);
  return [
    { set: "instance", moments: instance, weight },
    { set: "batch", moments: batch, weight: weight.map((share) => 1 - share) },
  ];
}
