/** What does a batch of one cost? */

import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { nameArm } from "../figures_in_words.ts";
import type { Recipe } from "../recipe.ts";
import { paintShown, shownScenes } from "../strip.ts";
import { distanceToTruth } from "../distance_to_truth.ts";

const BATCHES = [1, 2, 4];

/** One picture a step against four, with as many pictures in all. */
export const SMALL_BATCH: Experiment = {
  id: "S4",
  row: "Small Batch Size Applicability",
  question: "What does a batch of one cost?",
  claim: "Batch norm: not suitable. Instance norm: suitable.",
  protocol: "Training with batches of one, of two and of four, on equally many pictures.",
  metric: "L1 to the truth after batches of one, minus that after batches of four",
  expected: "positive",
  curve: {
    x: "pictures a step",
    y: "L1 to the truth",
    at: () => BATCHES,
    logarithmic: true,
  },
  strip: {
    rows: [
      "the truth",
      ...BOTH.flatMap((norm) =>
        BATCHES.map((batch) => `${nameArm({}, norm)}, batches of ${batch}`)
      ),
    ],
    look: "Whether paintings get worse as batches get smaller.",
    async paint(laboratory, seed) {
      const rows = [laboratory.truth("ink").slice(0, shownScenes(laboratory).length)];
      for (const norm of BOTH) {
        for (const batch of BATCHES) {
          rows.push(paintShown(laboratory, await laboratory.painter(recipeOf(norm, seed, batch))));
        }
      }
      return rows;
    },
  },
  async measure(laboratory, seed, notebook) {
    return await forNorms(BOTH, async (norm) => {
      const distances = [];
      for (const batch of BATCHES) {
        const painter = await laboratory.painter(recipeOf(norm, seed, batch));
        distances.push(distanceToTruth(laboratory, painter));
      }
      notebook.curve(norm, distances);
      return distances[0]! - distances.at(-1)!;
    });
  },
};

/** Batches of four are what other experiments have, too. */
function recipeOf(norm: typeof BOTH[number], seed: number, batch: number): Recipe {
  return batch === 4 ? { norm, seed } : { norm, seed, batch };
}
