/** What does a batch of one cost? */

import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { distanceToTruth } from "../distance_to_truth.ts";

/** One picture a step against four, with as many pictures in all. */
export const SMALL_BATCH: Experiment = {
  id: "S4",
  row: "Small Batch Size Applicability",
  claim: "Batch norm: not suitable. Instance norm: suitable.",
  protocol: "Training with batches of one and of four, on equally many pictures.",
  metric: "L1 to the truth after batches of one, minus that after batches of four",
  expected: "positive",
  async measure(laboratory, seed) {
    return await forNorms(BOTH, async (norm) => {
      const one = await laboratory.painter({ norm, seed, batch: 1 });
      const four = await laboratory.painter({ norm, seed });
      return distanceToTruth(laboratory, one) - distanceToTruth(laboratory, four);
    });
  },
};
