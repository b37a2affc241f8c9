/** How close a generator comes to the known truth, on scenes that training never saw. */

import * as tf from "@tensorflow/tfjs-core";
import { l1 } from "../metrics/similarity.ts";
import { heldOutPair } from "../data/procedural.ts";
import { generate, type GeneratorConfig } from "../model/generator.ts";
import type { StatisticsMode } from "../model/norms.ts";
import { toTensors, type Weights } from "../model/weights.ts";
import { toPictures, toTensor } from "./batches.ts";
import { scoped } from "./scoped.ts";

const HELD_OUT_SEED = 1;

/** The mean L1 distance to the truth, from 0 to 1; each scene is painted alone. */
export function heldOutL1(
  weights: Weights,
  config: GeneratorConfig,
  { size, count, statistics = "running" }: {
    readonly size: number;
    readonly count: number;
    readonly statistics?: StatisticsMode;
  },
): number {
  const tensors = toTensors(weights);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const { content, truth } = heldOutPair(HELD_OUT_SEED, i, size);
    const [painted] = scoped(() =>
      toPictures(generate(toTensor([content]), config, { weights: tensors, statistics }))
    );
    sum += l1(painted!, truth);
  }
  tf.dispose(Object.values(tensors));
  return sum / count;
}
