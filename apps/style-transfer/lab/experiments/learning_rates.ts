/** Which learning rates can a classifier stand? */

import { type Experiment, forNorms } from "../experiment.ts";
import { ANSWERS } from "../classifier/figures.ts";
import { accuracy, drawHeldOutFigures, learn, type Lesson } from "../classifier/lesson.ts";
import { meanOf } from "../mean_of.ts";
import { DivergedError } from "../../training/trainer.ts";

const RATES = [0.1, 0.3, 1, 3];
const BATCH = 16;

/** The same short training at rates from usual to absurd. */
export const LEARNING_RATES: Experiment = {
  id: "K4",
  row: "Advantages of BN: Faster Training",
  question: "Which learning rates can a classifier stand?",
  claim: "Enables higher learning rates.",
  protocol: `A short training of a classifier of forms by plain gradient descent, at each of the ` +
    `rates ${RATES.join(", ")}; a training that diverges counts as guessing.`,
  metric: "held-out accuracy, mean over the rates",
  expected: "positive",
  against: "none",
  curve: { x: "learning rate", y: "held-out accuracy", at: () => RATES, logarithmic: true },
  async measure({ scale }, seed, notebook) {
    return await forNorms(["batch", "instance", "none"], (norm) => {
      const after = (learningRate: number) => {
        const lesson: Lesson = {
          norm,
          seed,
          question: "form",
          batch: BATCH,
          steps: Math.ceil(scale.figures / BATCH),
          learningRate,
          method: "descent",
        };
        try {
          return accuracy(learn(lesson), drawHeldOutFigures(lesson, scale.tests));
        } catch (error) {
          if (error instanceof DivergedError) return 1 / ANSWERS.form;
          throw error;
        }
      };
      const accuracies = RATES.map(after);
      notebook.curve(norm, accuracies);
      return Promise.resolve(meanOf(accuracies, (accuracy) => accuracy));
    });
  },
};
