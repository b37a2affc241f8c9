/** Does a painting depend on what is painted beside it? */

import type { Picture } from "../../data/picture.ts";
import { l1 } from "../../metrics/similarity.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { meanOf } from "../mean_of.ts";
import { paintBatch } from "../paint_batch.ts";

const MATES = 3;

/** With the statistics of training. */
export const BATCH_DEPENDENCY: Experiment = {
  id: "S1",
  row: "Batch Dependency",
  question: "Does a painting depend on what is painted beside it?",
  claim: "Batch norm: yes. Instance norm: no.",
  protocol:
    "One scene in two batches of four that share nothing else, with statistics of the batch.",
  metric: "mean absolute difference of its two paintings, 0 to 1",
  expected: "positive",
  notZero: true,
  quick: true,
  exactlyZero: ["instance"],
  strip: {
    rows: [
      "first batch",
      "batch norm",
      "instance norm",
      "second batch",
      "batch norm",
      "instance norm",
    ],
    look: "Whether the first scene of both batches, the same one, is painted in the same way.",
    async paint(laboratory, seed) {
      const [scene, ...mates] = laboratory.heldOut.content;
      const rows: Picture[][] = [];
      for (const from of [0, MATES]) {
        const batch = [scene!, ...mates.slice(from, from + MATES)];
        rows.push(batch);
        for (const norm of BOTH) {
          rows.push(paintBatch(await laboratory.painter({ norm, seed }), batch));
        }
      }
      return rows;
    },
  },
  async measure(laboratory, seed) {
    const [scene, ...mates] = laboratory.heldOut.content;
    return await forNorms(BOTH, async (norm) => {
      const painter = await laboratory.painter({ norm, seed });
      return meanOf([0, 3], (from) => {
        const [alone] = paintBatch(painter, [scene!, ...mates.slice(from, from + MATES)]);
        const [other] = paintBatch(painter, [
          scene!,
          ...mates.slice(from + MATES, from + 2 * MATES),
        ]);
        return l1(alone!, other!);
      });
    });
  },
};
