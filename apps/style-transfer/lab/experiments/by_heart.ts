/** Does a norm keep a classifier from learning its figures by heart? */

import { type Experiment, forNorms } from "../experiment.ts";
import {
  accuracy,
  drawFigures,
  drawHeldOutFigures,
  learn,
  type Lesson,
} from "../classifier/lesson.ts";

const FIGURES = 96;
const BATCH = 8;

/** Few figures, again and again. */
export const BY_HEART: Experiment = {
  id: "K7",
  row: "Regularisation Effect",
  question: "Does a norm keep a classifier from learning its figures by heart?",
  claim: "Batch norm: strong. Instance norm: weak.",
  protocol: `A classifier of forms, trained on ${FIGURES} figures again and again.`,
  metric: "accuracy on those figures, minus held-out accuracy",
  expected: "negative",
  limits: "The same gap with no norm shows how much of it is the norm's doing.",
  async measure({ scale }, seed) {
    return await forNorms(["batch", "instance", "none"], (norm) => {
      const lesson: Lesson = {
        norm,
        seed,
        question: "form",
        batch: BATCH,
        steps: Math.ceil(2 * scale.figures / BATCH),
        learningRate: 0.01,
        figures: FIGURES,
      };
      const pupil = learn(lesson);
      const seen = drawFigures({ ...lesson, batch: FIGURES }, 0);
      const unseen = drawHeldOutFigures(lesson, scale.tests);
      return Promise.resolve(accuracy(pupil, seen) - accuracy(pupil, unseen));
    });
  },
};
