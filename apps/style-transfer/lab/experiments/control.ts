/** The control: does batch norm win where brightness itself matters? */

import { l1 } from "../../metrics/similarity.ts";
import { paint } from "../../model/paint.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { meanOf } from "../mean_of.ts";

/** The same style, but for what its tones go by. */
export const CONTROL: Experiment = {
  id: "S12",
  row: "Conclusion: the specific requirements of the task",
  claim: "The choice between these techniques depends on the specific requirements of the task.",
  protocol:
    "Training on a style whose tones go by brightness itself; every held-out scene painted alone.",
  metric: "mean L1 distance to that style's true painting, 0 to 1",
  expected: "negative",
  async measure(laboratory, seed) {
    const truth = laboratory.absoluteTruth;
    return await forNorms(BOTH, async (norm) => {
      const painter = await laboratory.painter({ norm, seed, tones: "absolute" });
      return meanOf(laboratory.heldOut.content, (scene, i) => l1(paint(painter, scene), truth[i]!));
    });
  },
};
