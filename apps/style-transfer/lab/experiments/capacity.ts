/** Does instance norm need fewer channels? */

import { distanceToTruth } from "../distance_to_truth.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";

/** Half the channels against all of them. */
export const CAPACITY: Experiment = {
  id: "S10",
  row: "Generative Model Compatibility",
  question: "Does instance norm need fewer channels?",
  claim: "Batch norm: limited. Instance norm: good.",
  protocol:
    "Equal training, but the generator with instance norm has half the channels; every held-out scene painted " +
    "alone.",
  metric: "mean L1 distance to the true painting, 0 to 1",
  expected: "positive",
  limits: "That half the filters do is Johnson's experience with his own nets (2016).",
  async measure(laboratory, seed) {
    return await forNorms(BOTH, async (norm) => {
      const half = norm === "instance" ? { thickness: 0.5 } : {};
      return distanceToTruth(laboratory, await laboratory.painter({ norm, seed, ...half }));
    });
  },
};
