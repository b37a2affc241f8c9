/** Does a larger batch make its mates matter less? */

import type { Picture } from "../../data/picture.ts";
import { l1 } from "../../metrics/similarity.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { meanOf } from "../mean_of.ts";
import { paintBatch } from "../paint_batch.ts";

const [SMALL, LARGE] = [2, 8];
const OTHERS = [4, 16];
const PAIRS = 4;
const FAR_SCENES = 3_000_000;

/** The sampling noise of a batch's statistics falls with the root of its size. */
export const BATCH_SIZES: Experiment = {
  id: "S1c",
  row: "Batch Dependency",
  question: "Does a larger batch make its mates matter less?",
  claim: "Batch norm: yes. Instance norm: no.",
  protocol: `One scene in batches of ${SMALL} and of ${LARGE} with ${2 * PAIRS} draws of mates, ` +
    "with statistics of the batch.",
  metric: `mean absolute difference of its paintings in batches of ${SMALL}, minus that in ` +
    `batches of ${LARGE}`,
  expected: "positive",
  exactlyZero: ["instance"],
  curve: {
    x: "pictures in the batch",
    y: "difference of two paintings",
    at: () => [SMALL, OTHERS[0]!, LARGE, OTHERS[1]!],
    logarithmic: true,
  },
  async measure(laboratory, seed, notebook) {
    const [scene] = laboratory.heldOut.content;
    const { content } = laboratory.sources({ norm: "batch", seed });
    let drawn = 0;
    // The two that the number is about come first, whatever else there is.
    const draws = [SMALL, LARGE, ...OTHERS].map((size) =>
      Array.from({ length: 2 * PAIRS }, () => {
        const mates = Array.from(
          { length: size - 1 },
          () => content.draw(seed, FAR_SCENES + drawn++),
        );
        return [scene!, ...mates];
      })
    );
    return await forNorms(BOTH, async (norm) => {
      const painter = await laboratory.painter({ norm, seed });
      const [small, large, ...others] = draws.map((batches) => {
        const paintings = batches.map((batch): Picture => paintBatch(painter, batch)[0]!);
        const pairs = Array.from({ length: PAIRS }, (_, i) => paintings.slice(2 * i, 2 * i + 2));
        return meanOf(pairs, ([one, other]) => l1(one!, other!));
      });
      notebook.curve(norm, [small!, others[0]!, large!, others[1]!]);
      return small! - large!;
    });
  },
};
