/** Which norm paints better? */

import { type Experiment, forNorms } from "../experiment.ts";
import { NORM_NAMES } from "../../model/norms.ts";
import { distanceToTruth } from "../distance_to_truth.ts";
import { nameArm } from "../figures_in_words.ts";
import { SHARES } from "../laboratory.ts";
import { configOf } from "../recipe.ts";
import { stripOfNorms } from "../strip.ts";

const SHOWN = ["batch", "instance", "group", "layer", "none"] as const;

/** The whole point of the exercise. */
export const QUALITY: Experiment = {
  id: "S7",
  row: "Generative Model Compatibility",
  question: "Which norm paints better?",
  claim: "Batch norm: limited. Instance norm: good.",
  protocol: "Equal training, then every held-out scene painted alone.",
  metric: "mean L1 distance to the true painting, 0 to 1",
  expected: "positive",
  quick: true,
  limits:
    "This style goes by what is lighter or darker within a picture, and not by its contrast: what instance norm " +
    "takes away is not missed.",
  strip: {
    rows: ["scene", "the truth", ...SHOWN.map((norm) => nameArm({}, norm))],
    look: "How near each norm comes to the truth.",
    paint: async (laboratory, seed) => await stripOfNorms(laboratory, SHOWN, { seed }),
  },
  curve: {
    x: "steps of training",
    y: "L1 to the truth",
    at: (scale) => {
      const { steps } = configOf({ norm: "instance", seed: 1 }, scale);
      return SHARES.map((share) => Math.max(1, Math.round(share * steps)));
    },
    logarithmic: true,
  },
  async measure(laboratory, seed, notebook) {
    return await forNorms(NORM_NAMES, async (norm) => {
      const end = distanceToTruth(laboratory, await laboratory.painter({ norm, seed }));
      const distances = [];
      for (const share of SHARES.filter((share) => share < 1)) {
        const early = await laboratory.painter({ norm, seed, share });
        distances.push(distanceToTruth(laboratory, early));
      }
      notebook.curve(norm, [...distances, end]);
      return end;
    });
  },
};
