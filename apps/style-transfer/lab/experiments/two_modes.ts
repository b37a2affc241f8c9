/** Does a generator paint as it did in training? */

import { l1 } from "../../metrics/similarity.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { meanOf } from "../mean_of.ts";
import { paintBatch } from "../paint_batch.ts";

const BATCH = 4;

/** The same weights, in both modes. */
export const TWO_MODES: Experiment = {
  id: "S3",
  row: "Advantages of IN: Batch Independence",
  question: "Does a generator paint as it did in training?",
  claim: "IN can be applied to single instances.",
  protocol: "Batches of four held-out scenes, painted as in training and as at inference.",
  metric: "mean absolute difference of the two paintings, 0 to 1",
  expected: "positive",
  exactlyZero: ["instance"],
  strip: {
    rows: [
      "scene",
      "batch norm, as in training",
      "batch norm, at inference",
      "instance norm, as in training",
      "instance norm, at inference",
    ],
    look: "Whether a net paints in the two modes alike.",
    async paint(laboratory, seed) {
      const scenes = laboratory.heldOut.content.slice(0, BATCH);
      const rows = [scenes];
      for (const norm of BOTH) {
        const painter = await laboratory.painter({ norm, seed });
        rows.push(paintBatch(painter, scenes), paintBatch(painter, scenes, "running"));
      }
      return rows;
    },
  },
  async measure(laboratory, seed) {
    const { content } = laboratory.heldOut;
    const starts = Array.from({ length: Math.floor(content.length / BATCH) }, (_, i) => BATCH * i);
    return await forNorms(BOTH, async (norm) => {
      const painter = await laboratory.painter({ norm, seed });
      return meanOf(starts, (from) => {
        const scenes = content.slice(from, from + BATCH);
        const together = paintBatch(painter, scenes);
        return meanOf(together, (picture, i) => {
          const [alone] = paintBatch(painter, [scenes[i]!], "running");
          return l1(picture, alone!);
        });
      });
    });
  },
};
