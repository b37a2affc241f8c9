/** Which norm paints better? */

import { type Experiment, forNorms } from "../experiment.ts";
import { NORM_NAMES } from "../../model/norms.ts";
import { distanceToTruth } from "../distance_to_truth.ts";

/** The whole point of the exercise. */
export const QUALITY: Experiment = {
  id: "S7",
  row: "Generative Model Compatibility",
  claim: "Batch norm: limited. Instance norm: good.",
  protocol: "Equal training, then every held-out scene painted alone.",
  metric: "mean L1 distance to the true painting, 0 to 1",
  expected: "positive",
  quick: true,
  limits: "This style goes by contrast within a picture, which is what instance norm keeps.",
  async measure(laboratory, seed) {
    return await forNorms(
      NORM_NAMES,
      async (norm) => distanceToTruth(laboratory, await laboratory.painter({ norm, seed })),
    );
  },
};
