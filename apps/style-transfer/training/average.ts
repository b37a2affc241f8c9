/** A generator that is the average of those that training went through; it paints more calmly. */

import { reestimateRunning } from "@evenkeel/kernels/running-statistics";
import { generate, type GeneratorConfig } from "../model/generator.ts";
import { isTrainable } from "../model/norms.ts";
import { toTensors, type Weights } from "../model/weights.ts";
import type { Picture } from "../data/picture.ts";
import { toTensor } from "./batches.ts";
import { SeenStatistics } from "./net.ts";
import { readAsync, scopedReading } from "./reading.ts";

/**
 * What the average keeps of itself in the step of this number, counted from 0: little at first, so that the
 * weights that training began with are soon forgotten.
 */
export function decayAt(decay: number, step: number): number {
  return Math.min(decay, (1 + step) / (10 + step));
}

/** Moves the average towards the weights of now: `average += (1 - decay) * (now - average)`. */
export function updateAverage(average: Weights, now: Weights, decay: number): void {
  for (const [name, { values }] of average) {
    if (!isTrainable(name)) continue;
    const current = now.get(name)!.values;
    for (let i = 0; i < values.length; i++) {
      values[i] = values[i]! + (1 - decay) * (current[i]! - values[i]!);
    }
  }
}

/**
 * Measures the running statistics of batch norm anew, for the weights as they are: an average of weights
 * never saw what the running statistics remember of others.
 */
export async function settleStatistics(
  weights: Weights,
  config: GeneratorConfig,
  batches: Iterable<readonly Picture[]>,
): Promise<void> {
  if (config.norm !== "batch") return;
  const seen = new Map<string, { mean: Float32Array; variance: Float32Array; count: number }[]>();
  for (const pictures of batches) {
    const found = await readAsync(scopedReading(() => {
      const own = new SeenStatistics();
      const call = {
        weights: toTensors(weights),
        statistics: "batch" as const,
        onStatistics: own.listener,
      };
      generate(toTensor(pictures), config, call);
      return own.take();
    }));
    // Every layer divides a picture's area by a constant, so this count weighs batches alike in each.
    const count = pictures.length;
    for (const { layer, mean, variance } of found) {
      const moments = { mean, variance, count };
      const before = seen.get(layer);
      if (before === undefined) seen.set(layer, [moments]);
      else before.push(moments);
    }
  }
  for (const [layer, moments] of seen) {
    const mean = weights.get(`${layer}.running_mean`)!.values;
    const variance = weights.get(`${layer}.running_variance`)!.values;
    reestimateRunning({ mean, variance, correction: 0 }, moments);
  }
}
