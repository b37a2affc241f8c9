/** Can a classifier see contrast through its norm? */

import { type Experiment, forNorms } from "../experiment.ts";
import { accuracy, drawHeldOutFigures, learn, type Lesson } from "../classifier/lesson.ts";
import { NORM_NAMES } from "../../model/norms.ts";

const BATCH = 16;

/** The label is just what instance norm removes. */
export const ERASED_CONTRAST: Experiment = {
  id: "K6",
  row: "Disadvantages of IN: May Not Work Well with Convolutional Layers",
  question: "Can a classifier see contrast through its norm?",
  claim: "IN can sometimes degrade performance in convolutional networks.",
  protocol: "A classifier learns whether a figure's contrast is low or high. Convolutions see no " +
    "padding, which would give the brightness away.",
  metric: "held-out accuracy, 0.5 for guessing",
  expected: "positive",
  quick: true,
  limits: "A question made to show it: where the scale of the values is the answer.",
  async measure({ scale }, seed) {
    return await forNorms(NORM_NAMES, (norm) => {
      const lesson: Lesson = {
        norm,
        seed,
        question: "contrast",
        batch: BATCH,
        steps: Math.ceil(scale.figures / BATCH),
        learningRate: 0.01,
      };
      return Promise.resolve(accuracy(learn(lesson), drawHeldOutFigures(lesson, scale.tests)));
    });
  },
};
