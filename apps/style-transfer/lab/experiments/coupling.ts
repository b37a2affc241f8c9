/** Can a pixel of one picture move the painting of another? */

import * as tf from "@tensorflow/tfjs-core";
import { generate } from "../../model/generator.ts";
import { NORM_NAMES } from "../../model/norms.ts";
import type { Painter } from "../../model/paint.ts";
import { toTensors } from "../../model/weights.ts";
import { toTensor } from "../../training/batches.ts";
import { scoped } from "../../training/scoped.ts";
import type { Picture } from "../../data/picture.ts";
import { type Experiment, forNorms } from "../experiment.ts";

const BATCH = 4;

/** The derivative itself, not a difference of two paintings. */
export const COUPLING: Experiment = {
  id: "K1",
  row: "Disadvantages of BN: Limited Applicability for Generative Models",
  question: "Can a pixel of one picture move the painting of another?",
  claim: "BN can introduce dependencies between generated samples within a batch.",
  protocol:
    "Four scenes in one batch, as in training; the gradient of the first painting's sum of " +
    "squares, at the pixels of all four.",
  metric: "norm of the gradient at the other three scenes, over that at the painting's own",
  expected: "positive",
  notZero: true,
  quick: true,
  exactlyZero: ["instance", "layer", "group", "none"],
  async measure(laboratory, seed) {
    const scenes = laboratory.heldOut.content.slice(0, BATCH);
    return await forNorms(
      NORM_NAMES,
      async (norm) => coupling(await laboratory.painter({ norm, seed }), scenes),
    );
  },
};

function coupling({ generator, weights }: Painter, scenes: readonly Picture[]): number {
  return scoped(() => {
    const call = { weights: toTensors(weights), statistics: "batch" } as const;
    const x = toTensor(scenes);
    const first = (h: tf.Tensor4D) => tf.slice(generate(h, generator, call), 0, 1);
    const gradient = tf.grad((h) => tf.sum(tf.square(first(h as tf.Tensor4D))))(x);
    const values = gradient.dataSync();
    const own = values.length / scenes.length;
    const others = norm(values.subarray(own));
    // A generator without a norm may have died: it passes nothing to its own painting either.
    return others === 0 ? 0 : others / norm(values.subarray(0, own));
  });
}

function norm(values: ArrayLike<number>): number {
  return Math.hypot(...Array.from(values));
}
