/** Where do the norms meet? */

import { Random } from "../../data/random.ts";
import { largestDifference } from "../exact/largest_difference.ts";
import {
  runBatchNorm,
  runGhostBatchNorm,
  runGroupNorm,
  runInstanceNorm,
  runLayerNorm,
} from "../exact/norms_on_arrays.ts";
import { runReplicas } from "../exact/replicas.ts";
import type { Experiment } from "../experiment.ts";

const STREAM = 51;
const [SAMPLES, CHANNELS, POSITIONS] = [6, 4, 15] as const;
/** Samples of each replica: unequally many, and none at all. */
const REPLICAS = [3, 0, 1, 2];
/** No small error hides behind these. */
const [MEAN, DEVIATION] = [3, 2];

/** In float64, with the gradients. */
export const EQUIVALENCES: Experiment = {
  id: "K2",
  row: "Normalisation Scope",
  question: "Where do the norms meet?",
  claim: "Batch norm: batch of training examples. Instance norm: individual instances.",
  protocol:
    "Random float64 arrays, forward and backward. Batch norm of one sample must be instance norm; " +
    "of one ghost batch, and of four replicas with one empty, batch norm; group norm of single " +
    "channels must be instance norm, and of one group layer norm.",
  metric: "largest difference of outputs and gradients, over the largest of them",
  expected: "negative",
  atMost: 1e-12,
  quick: true,
  async measure(_, seed) {
    const random = new Random(seed, STREAM);
    const draw = (length: number) =>
      Float64Array.from({ length }, () => MEAN + DEVIATION * random.normal());
    const size = SAMPLES * CHANNELS * POSITIONS;
    const affine = { gamma: draw(CHANNELS), beta: draw(CHANNELS) };
    const arrays = {
      x: draw(size),
      dy: draw(size),
      shape: [SAMPLES, CHANNELS, POSITIONS],
    } as const;
    const all = { ...arrays, ...affine };
    const one = {
      ...affine,
      x: all.x.slice(0, CHANNELS * POSITIONS),
      dy: all.dy.slice(0, CHANNELS * POSITIONS),
      shape: [1, CHANNELS, POSITIONS],
    } as const;
    const batch = runBatchNorm(all);
    return {
      batch: Math.max(
        largestDifference(runBatchNorm(one), runInstanceNorm(one)),
        largestDifference(runGhostBatchNorm(all, SAMPLES), batch),
        largestDifference(await runReplicas(all, REPLICAS), batch),
      ),
      instance: largestDifference(runGroupNorm(all, CHANNELS), runInstanceNorm(all)),
      layer: largestDifference(runGroupNorm(arrays, 1), runLayerNorm(arrays), ["y", "dx"]),
    };
  },
};
