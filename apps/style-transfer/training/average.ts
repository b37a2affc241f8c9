/** A generator that is the average of those that training went through; it paints more calmly. */

import { reestimateRunning } from "@evenkeel/kernels/running-statistics";
import { generate, type GeneratorConfig } from "../model/generator.ts";
import { isTrainable, type StatisticsListener } from "../model/norms.ts";
import { toTensors, type Weights } from "../model/weights.ts";
import type { Picture } from "../data/picture.ts";
import { toTensor } from "./batches.ts";
import { scoped } from "./scoped.ts";

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
export function settleStatistics(
  weights: Weights,
  config: GeneratorConfig,
  batches: Iterable<readonly Picture[]>,
): void {
  if (config.norm !== "batch") return;
  const seen = new Map<string, { mean: Float32Array; variance: Float32Array; count: number }[]>();
  for (const pictures of batches) {
    scoped(() => {
      // Every layer divides a picture's area by a constant, so this count weighs batches alike in each.
      const count = pictures.length;
      const onStatistics: StatisticsListener = (layer, mean, variance) => {
        const moments = {
          mean: mean.dataSync<"float32">().slice(),
          variance: variance.dataSync<"float32">().slice(),
          count,
        };
        const before = seen.get(layer);
        if (before === undefined) seen.set(layer, [moments]);
        else before.push(moments);
      };
      const call = { weights: toTensors(weights), statistics: "batch" as const, onStatistics };
      generate(toTensor(pictures), config, call);
    });
  }
  for (const [layer, moments] of seen) {
    const mean = weights.get(`${layer}.running_mean`)!.values;
    const variance = weights.get(`${layer}.running_variance`)!.values;
    reestimateRunning({ mean, variance, correction: 0 }, moments);
  }
}
