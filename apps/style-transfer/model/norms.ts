/** The norms a generator can have, and which statistics they take. */

import { batchNorm, batchNormInference, groupNorm, instanceNorm } from "@evenkeel/tfjs";
import { add } from "@tensorflow/tfjs-core";
import type * as tf from "@tensorflow/tfjs-core";
import type { WeightTensors } from "./weights.ts";

/** The names that a config may hold. */
export const NORM_NAMES = ["instance", "batch", "layer", "group", "none"] as const;
/** One of the names. */
export type NormName = typeof NORM_NAMES[number];

/**
 * Where a generator takes its statistics from: the batch that it is given, what training remembered, each
 * picture by itself, or a thumbnail of it (`frozen`). Between the first three only batch norm has a choice.
 */
export const STATISTICS_MODES = ["batch", "running", "instance", "frozen"] as const;
/** One of the modes. */
export type StatisticsMode = typeof STATISTICS_MODES[number];

/** Into how many groups of channels group norm divides a layer. */
export const GROUPS = 4;

/** Tells what a layer saw in each channel: for training to remember, or to freeze. */
export type StatisticsListener = (layer: string, mean: tf.Tensor1D, variance: tf.Tensor1D) => void;

/** What a norm has to know besides its input. */
export interface NormCall {
  readonly weights: WeightTensors;
  readonly norm: NormName;
  readonly statistics: StatisticsMode;
  /** What a batch-norm layer saw of its batch. */
  readonly onStatistics?: StatisticsListener;
  /** What a layer saw of a single picture, whatever its norm makes of it. */
  readonly onMoments?: StatisticsListener;
}

/** Whether a name is one of the norms; the error lists them. */
export function checkNormName(name: string): NormName {
  const known = NORM_NAMES.find((norm) => norm === name);
  if (known === undefined) {
    throw new RangeError(`norm must be one of ${NORM_NAMES.join(", ")}, got "${name}"`);
  }
  return known;
}

/** Refuses a width that group norm cannot divide. */
export function checkGroups(
  { norm, width }: { readonly norm: NormName; readonly width: number },
): void {
  if (norm !== "group" || width % GROUPS === 0) return;
  throw new RangeError(`width must be a multiple of ${GROUPS} for group norm, got ${width}`);
}

/** What a norm learns and remembers: arrays of one value per channel. */
export function normWeightNames(norm: NormName): readonly string[] {
  if (norm === "none") return ["beta"];
  if (norm !== "batch") return ["gamma", "beta"];
  return ["gamma", "beta", "running_mean", "running_variance"];
}

/** Whether training changes this array by gradient, or by remembering statistics. */
export function isTrainable(name: string): boolean {
  return !name.endsWith(".running_mean") && !name.endsWith(".running_variance");
}

/** Normalizes `x`, `[n, h, w, c]`. Layer norm is over the whole sample, with parameters per channel. */
export function applyNorm(x: tf.Tensor4D, layer: string, call: NormCall): tf.Tensor4D {
  const { weights, norm, statistics, onStatistics, onMoments } = call;
  const beta = weights[`${layer}.beta`] as tf.Tensor1D;
  if (norm === "none") return add(x, beta);
  const gamma = weights[`${layer}.gamma`] as tf.Tensor1D;
  if (statistics === "frozen") {
    const mean = weights[`${layer}.frozen_mean`] as tf.Tensor1D;
    const variance = weights[`${layer}.frozen_variance`] as tf.Tensor1D;
    return batchNormInference(x, { mean, variance, gamma, beta });
  }
  if (onMoments !== undefined) {
    const { mean, variance } = batchNorm(x, {});
    onMoments(layer, mean, variance);
  }
  if (norm === "layer") return groupNorm(x, { groups: 1, gamma, beta });
  if (norm === "group") return groupNorm(x, { groups: GROUPS, gamma, beta });
  if (norm === "instance" || statistics === "instance") return instanceNorm(x, { gamma, beta });
  if (statistics === "running") {
    const mean = weights[`${layer}.running_mean`] as tf.Tensor1D;
    const variance = weights[`${layer}.running_variance`] as tf.Tensor1D;
    return batchNormInference(x, { mean, variance, gamma, beta });
  }
  const { y, mean, variance } = batchNorm(x, { gamma, beta });
  onStatistics?.(layer, mean, variance);
  return y;
}
