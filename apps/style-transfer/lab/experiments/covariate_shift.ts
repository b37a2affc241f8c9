/** How far does a step of the layers below move what a layer gets? */

import * as tf from "@tensorflow/tfjs-core";
import { classify } from "../classifier/classifier.ts";
import {
  drawFigures,
  drawHeldOutFigures,
  enroll,
  learnStep,
  type Lesson,
  type Pupil,
  toFigureTensor,
} from "../classifier/lesson.ts";
import type { Figure } from "../classifier/figures.ts";
import { type Experiment, forNorms } from "../experiment.ts";
import type { Scale } from "../laboratory.ts";
import { NORM_NAMES } from "../../model/norms.ts";
import { toTensors } from "../../model/weights.ts";
import { scoped } from "../../training/scoped.ts";
import { meanOf } from "../mean_of.ts";

const MOST_STEPS = 20;
const BATCH = 16;
const PROBE_FIGURES = 32;

/** The first steps, when things move fastest. */
export const COVARIATE_SHIFT: Experiment = {
  id: "G3",
  row: "Advantages of BN: Reduced Internal Covariate Shift",
  question: "How far does a step of the layers below move what a layer gets?",
  claim: "Stabilises the distribution of activations across layers.",
  protocol:
    `The first ${MOST_STEPS} steps of a classifier of forms; the mean of each channel that its ` +
    `last convolution gets, over the same ${PROBE_FIGURES} figures before and after each step.`,
  metric: "how far a step moves the mean, in deviations of the channel",
  expected: "negative",
  against: "none",
  limits:
    "A norm just before the layer fixes most of this by construction; that it is why batch norm helps " +
    "is disputed (Santurkar et al., 2018).",
  curve: {
    x: "step",
    y: "how far it moves the mean, in deviations",
    at: (scale) => Array.from({ length: stepsOf(scale) }, (_, i) => i + 1),
  },
  async measure({ scale }, seed, notebook) {
    const steps = stepsOf(scale);
    return await forNorms(NORM_NAMES, (norm) => {
      const lesson: Lesson = {
        norm,
        seed,
        question: "form",
        batch: BATCH,
        steps,
        learningRate: 0.01,
      };
      const pupil = enroll(lesson);
      const probe = drawHeldOutFigures(lesson, PROBE_FIGURES);
      let before = lastInputs(pupil, probe);
      const shifts = Array.from({ length: steps }, (_, step) => {
        learnStep(pupil, drawFigures(lesson, step), lesson);
        const after = lastInputs(pupil, probe);
        const shift = meanOf(
          after,
          ({ mean }, c) => Math.abs(mean - before[c]!.mean) / Math.max(before[c]!.deviation, 1e-3),
        );
        before = after;
        return shift;
      });
      notebook.curve(norm, shifts);
      return Promise.resolve(meanOf(shifts, (shift) => shift));
    });
  },
};

function stepsOf({ figures }: Scale): number {
  return Math.min(MOST_STEPS, Math.ceil(figures / BATCH));
}

/** Of each channel that the last convolution gets. */
function lastInputs(
  { config, weights }: Pupil,
  figures: readonly Figure[],
): { mean: number; deviation: number }[] {
  return scoped(() => {
    const layers: tf.Tensor4D[] = [];
    classify(toFigureTensor(figures), config, {
      weights: toTensors(weights),
      statistics: "batch",
      onLayer: (y) => void layers.push(y),
    });
    const { mean, variance } = tf.moments(layers.at(-2)!, [0, 1, 2]);
    const variances = variance.dataSync();
    return Array.from(
      mean.dataSync(),
      (m, c) => ({ mean: m, deviation: Math.sqrt(variances[c]!) }),
    );
  });
}
