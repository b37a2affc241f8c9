/** Does it matter to a discriminator's norm what its batches are made of? */

import { distanceToTruth } from "../distance_to_truth.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { play } from "../judge/play.ts";
import { configOf, type Recipe } from "../recipe.ts";

/**
 * The discriminators of the other experiments have no norm. The article's "dependencies within a batch" as
 * advice among those who train GANs has them: https://github.com/soumith/ganhacks, number 4.
 */
export const JUDGE_BATCHES: Experiment = {
  id: "S15",
  revision: 2, // the first one told paintings from pictures; mixed batches were twice as large
  row: "Disadvantages of BN: Limited Applicability for Generative Models",
  question: "Does it matter to a discriminator's norm what its batches are made of?",
  claim: "BN can introduce dependencies between generated samples within a batch.",
  protocol:
    "Training of a generator with instance norm against a discriminator with the norm, which " +
    "sees true paintings and the generator's in batches of half and half, or in batches of one kind each, as " +
    "large. Those who train GANs advise the latter (ganhacks, number 4).",
  metric: "L1 to the truth after mixed batches, minus that after batches of one kind each",
  expected: "positive",
  limits:
    "One discriminator, batches of four. To instance norm both are the same but for rounding, " +
    "which training magnifies: its number says how much chance there is in the other.",
  async measure(laboratory, seed) {
    const recipe: Recipe = { norm: "instance", seed };
    const config = configOf(recipe, laboratory.scale);
    const sources = laboratory.sources(recipe);
    return await forNorms(BOTH, (norm) => {
      const after = (batches: "mixed" | "apart") =>
        distanceToTruth(laboratory, play(config, { norm, batches, sources }));
      return Promise.resolve(after("mixed") - after("apart"));
    });
  },
};
