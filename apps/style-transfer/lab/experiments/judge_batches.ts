/** Does it matter to a discriminator's norm what its batches are made of? */

import type { Picture } from "../../data/picture.ts";
import type { PictureSource } from "../../data/picture_source.ts";
import { exhibit, judgeAccuracy, trainJudge } from "../classifier/judge.ts";
import { type Experiment, forNorms } from "../experiment.ts";
import { paintBatch } from "../paint_batch.ts";

const BATCH = 8;
const LEARNING_RATE = 0.01;
const FAR_SCENES = 4_000_000;

/** The discriminators of the other experiments have no norm. */
export const JUDGE_BATCHES: Experiment = {
  id: "S15",
  row: "Disadvantages of BN: Limited Applicability for Generative Models",
  claim: "BN can introduce dependencies between generated samples within a batch.",
  protocol:
    "A discriminator with the norm learns to tell true paintings from those of the trained generator " +
    `with instance norm: ${BATCH} of each in one batch, or in two batches. Tested as in training, on ` +
    "paintings that it has not seen.",
  metric: "accuracy with batches of one kind each, minus that with mixed batches",
  // By itself, each kind is brought to one mean and deviation: what sets the two apart is less.
  expected: "negative",
  limits:
    "One kind of discriminator against generators that stand still, in the mode of training. " +
    "A piece of advice among those who train GANs (ganhacks) is to keep the two kinds apart.",
  async measure(laboratory, seed) {
    const { figures, tests } = laboratory.scale;
    const painter = await laboratory.painter({ norm: "instance", seed });
    const { content, style } = laboratory.sources({ norm: "instance", seed });
    const count = atLeastOneBatch(figures / 4);
    const all = count + atLeastOneBatch(tests / 2);
    const drawAll = (source: PictureSource) =>
      Array.from({ length: all }, (_, i) => source.draw(seed, FAR_SCENES + i));
    const scenes = drawAll(content);
    const painted: Picture[] = [];
    for (let from = 0; from < all; from += BATCH) {
      painted.push(...paintBatch(painter, scenes.slice(from, from + BATCH)));
    }
    const truth = drawAll(style);
    const seen = exhibit({ truth: truth.slice(0, count), painted: painted.slice(0, count) });
    const unseen = exhibit({ truth: truth.slice(count), painted: painted.slice(count) });
    return await forNorms(["batch", "instance", "none"], (norm) => {
      const after = (batches: "mixed" | "apart") => {
        const lesson = { norm, seed, learningRate: LEARNING_RATE, batch: BATCH, batches };
        return judgeAccuracy(trainJudge(seen, lesson), unseen, lesson);
      };
      return Promise.resolve(after("apart") - after("mixed"));
    });
  },
};

function atLeastOneBatch(count: number): number {
  return BATCH * Math.max(Math.floor(count / BATCH), 1);
}
