/** Is contrast all that instance norm takes away? */

import { l1 } from "../../metrics/similarity.ts";
import { paint } from "../../model/paint.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { standardize } from "../laboratory.ts";
import { meanOf } from "../mean_of.ts";
import { shownScenes } from "../strip.ts";

/** Scenes that have one contrast to begin with. */
export const BEYOND_CONTRAST: Experiment = {
  id: "S9",
  row: "Generative Model Compatibility",
  question: "Is contrast all that instance norm takes away?",
  claim: "Batch norm: limited. Instance norm: good.",
  protocol:
    "Equal training, with scenes that all have one mean and one deviation already; every held-out scene painted " +
    "alone.",
  metric: "mean L1 distance to the true painting, 0 to 1",
  expected: "positive",
  limits:
    "A difference here would be of more than contrast. Huang and Belongie (2017) found one, with photographs and " +
    "with another style.",
  strip: {
    rows: ["scene, as it comes in", "the truth", "batch norm", "instance norm"],
    look: "Whether batch norm still paints otherwise than instance norm.",
    async paint(laboratory, seed) {
      const scenes = shownScenes(laboratory).map(standardize);
      const rows = [scenes, laboratory.truth("ink").slice(0, scenes.length)];
      for (const norm of BOTH) {
        const painter = await laboratory.painter({ norm, seed, inputs: "standardized" });
        rows.push(scenes.map((scene) => paint(painter, scene)));
      }
      return rows;
    },
  },
  async measure(laboratory, seed) {
    const { content, truth } = laboratory.heldOut;
    return await forNorms(BOTH, async (norm) => {
      const painter = await laboratory.painter({ norm, seed, inputs: "standardized" });
      return meanOf(content, (scene, i) => l1(paint(painter, standardize(scene)), truth[i]!));
    });
  },
};
