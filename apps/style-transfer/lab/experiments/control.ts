/** The control: does batch norm win where brightness itself matters? */

import { distanceToTruth } from "../distance_to_truth.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { stripOfNorms } from "../strip.ts";

/** The same style, but for what its tones go by. */
export const CONTROL: Experiment = {
  id: "S12",
  row: "Conclusion: the specific requirements of the task",
  question: "Does batch norm win where brightness itself matters?",
  claim: "The choice between these techniques depends on the specific requirements of the task.",
  protocol:
    "Training on a style whose tones go by brightness itself; every held-out scene painted alone.",
  metric: "mean L1 distance to that style's true painting, 0 to 1",
  expected: "negative",
  strip: {
    rows: ["scene", "the truth", "batch norm", "instance norm"],
    look: "Whether dark scenes stay dark, as they do in this style.",
    paint: async (laboratory, seed) =>
      await stripOfNorms(laboratory, BOTH, { seed, style: "absolute" }),
  },
  async measure(laboratory, seed) {
    return await forNorms(BOTH, async (norm) => {
      const painter = await laboratory.painter({ norm, seed, style: "absolute" });
      return distanceToTruth(laboratory, painter, "absolute");
    });
  },
};
