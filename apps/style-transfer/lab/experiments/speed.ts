/** Does a norm make training faster? */

import type { Experiment } from "../experiment.ts";
import { distanceToTruth } from "../distance_to_truth.ts";

const QUARTER = 0.25;

/** How far the first quarter of the training brings each, beside no norm at all. */
export const SPEED: Experiment = {
  id: "S7b",
  row: "Advantages of BN: Faster Training",
  question: "Does a norm make training faster?",
  claim: "Enables higher learning rates.",
  protocol: "A quarter of the training, with the norm and with none.",
  metric: "L1 to the truth with no norm, minus that with the norm",
  expected: "positive",
  against: 0, // and not instance norm: what the article compares is batch norm with none
  limits:
    "At one learning rate, the same for all: without a norm, a smaller one may do better. What instance norm " +
    "gains stands beside it.",
  async measure(laboratory, seed) {
    const distance = async (norm: "batch" | "instance" | "none") =>
      distanceToTruth(laboratory, await laboratory.painter({ norm, seed, share: QUARTER }));
    const none = await distance("none");
    return { batch: none - await distance("batch"), instance: none - await distance("instance") };
  },
};
