/** What do small batches cost a classifier? */

import { type Experiment, forNorms } from "../experiment.ts";
import { accuracy, drawHeldOutFigures, learn, type Lesson } from "../classifier/lesson.ts";

const BATCHES = [2, 4, 8, 16];
const [SMALL, LARGE] = [2, 16];
const LEARNING_RATE = 0.01;

/** Two figures a step against sixteen, with as many figures in all. */
export const CLASSIFIER_SMALL_BATCH: Experiment = {
  id: "K3",
  row: "Disadvantages of BN: Batch Dependency",
  question: "What do small batches cost a classifier?",
  claim: "BN is unsuitable for applications with small batch sizes or online learning.",
  protocol: "A classifier of forms, trained on batches of two to sixteen, with equally many " +
    "figures; Adam's rate falls with the root of the batch.",
  metric: "held-out accuracy after batches of sixteen, minus that after batches of two",
  expected: "positive",
  limits: "A map of many pixels gives even two figures some hundred values a channel.",
  curve: {
    x: "figures a step",
    y: "held-out accuracy",
    at: () => BATCHES,
    logarithmic: true,
  },
  async measure({ scale }, seed, notebook) {
    return await forNorms(["batch", "instance", "group"], (norm) => {
      const after = (batch: number) => {
        const lesson: Lesson = {
          norm,
          seed,
          question: "form",
          batch,
          steps: Math.ceil(scale.figures / batch),
          learningRate: LEARNING_RATE * Math.sqrt(batch / LARGE),
        };
        return accuracy(learn(lesson), drawHeldOutFigures(lesson, scale.tests));
      };
      const accuracies = BATCHES.map(after);
      notebook.curve(norm, accuracies);
      const at = (batch: number) => accuracies[BATCHES.indexOf(batch)]!;
      return Promise.resolve(at(LARGE) - at(SMALL));
    });
  },
};
