/** Do paintings differ as much as they should? */

import type { Picture } from "../../data/picture.ts";
import { l1 } from "../../metrics/similarity.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { meanOf } from "../mean_of.ts";
import { paintBatch } from "../paint_batch.ts";

/** Within batches, as in training. */
export const DIVERSITY: Experiment = {
  id: "S5",
  row: "Disadvantages of BN: Limited Applicability for Generative Models",
  question: "Do paintings differ as much as they should?",
  claim:
    "BN can introduce dependencies between generated samples within a batch, hindering diversity.",
  protocol: "Batches of four held-out scenes, with statistics of the batch.",
  metric: "mean L1 between paintings of a batch, over that between their true paintings",
  expected: "negative",
  async measure(laboratory, seed) {
    const { content, truth } = laboratory.heldOut;
    const starts = Array.from({ length: Math.floor(content.length / 4) }, (_, i) => 4 * i);
    return await forNorms(BOTH, async (norm) => {
      const painter = await laboratory.painter({ norm, seed });
      return meanOf(starts, (from) => {
        const painted = spread(paintBatch(painter, content.slice(from, from + 4)));
        return painted / spread(truth.slice(from, from + 4));
      });
    });
  },
};

/** The mean distance of all pairs. */
function spread(pictures: readonly Picture[]): number {
  const pairs = pictures.flatMap((a, i) => pictures.slice(i + 1).map((b) => l1(a, b)));
  return meanOf(pairs, (distance) => distance);
}
