/** Does a painting depend on what is painted beside it? */

import { l1 } from "../../metrics/similarity.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { meanOf } from "../mean_of.ts";
import { paintBatch } from "../paint_batch.ts";

/** With the statistics of training. */
export const BATCH_DEPENDENCY: Experiment = {
  id: "S1",
  row: "Batch Dependency",
  claim: "Batch norm: yes. Instance norm: no.",
  protocol:
    "One scene in two batches of four that share nothing else, with statistics of the batch.",
  metric: "mean absolute difference of its two paintings, 0 to 1",
  expected: "positive",
  quick: true,
  exactlyZero: ["instance"],
  async measure(laboratory, seed) {
    const [scene, ...mates] = laboratory.heldOut.content;
    return await forNorms(BOTH, async (norm) => {
      const painter = await laboratory.painter({ norm, seed });
      return meanOf([0, 3], (from) => {
        const [alone] = paintBatch(painter, [scene!, ...mates.slice(from, from + 3)]);
        const [other] = paintBatch(painter, [scene!, ...mates.slice(from + 3, from + 6)]);
        return l1(alone!, other!);
      });
    });
  },
};
