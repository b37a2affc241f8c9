/** Does the noise of a batch keep a generator from learning its pictures by heart? */

import { applyInkStyle } from "../../data/ink_style.ts";
import { l1 } from "../../metrics/similarity.ts";
import { paint } from "../../model/paint.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { distanceToTruth } from "../distance_to_truth.ts";
import { meanOf } from "../mean_of.ts";

const SCENES = 32;

/** Few scenes, again and again. */
export const REGULARIZATION: Experiment = {
  id: "S6",
  row: "Regularisation Effect",
  question: "Does the noise of a batch keep a generator from learning its pictures by heart?",
  claim: "Batch norm: strong. Instance norm: weak.",
  protocol: "Training on 32 scenes alone, then painting those and the held-out ones.",
  metric: "L1 to the truth on held-out scenes, minus that on the training scenes",
  expected: "negative",
  async measure(laboratory, seed) {
    return await forNorms(BOTH, async (norm) => {
      const recipe = { norm, seed, scenes: SCENES };
      const painter = await laboratory.painter(recipe);
      const { content } = laboratory.sources(recipe);
      const seen = Array.from({ length: SCENES }, (_, i) => content.draw(seed, i));
      const trained = meanOf(seen, (scene) => l1(paint(painter, scene), applyInkStyle(scene)));
      return distanceToTruth(laboratory, painter) - trained;
    });
  },
};
