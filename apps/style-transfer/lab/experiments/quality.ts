/** Which norm paints better? */

import type { Experiment } from "../experiment.ts";
import { distanceToTruth } from "../distance_to_truth.ts";

/** The whole point of the exercise. */
export const QUALITY: Experiment = {
  id: "S7",
  row: "Generative Model Compatibility",
  claim: "Batch norm: limited. Instance norm: good.",
  protocol: "Equal training, then every held-out scene painted alone.",
  metric: "mean L1 distance to the true painting, 0 to 1",
  expected: "positive",
  limits: "This style goes by contrast within a picture, which is what instance norm keeps.",
  async measure(laboratory, seed) {
    const distance = async (norm: "batch" | "instance") =>
      distanceToTruth(laboratory, await laboratory.painter({ norm, seed }));
    return { batch: await distance("batch"), instance: await distance("instance") };
  },
};
