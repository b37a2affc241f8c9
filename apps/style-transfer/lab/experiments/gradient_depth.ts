/** Do gradients keep their size on the way from the last layer to the first? */

import { type Experiment, forNorms } from "../experiment.ts";
import { DEPTH, firstGradients } from "../classifier/first_gradients.ts";
import { NORM_NAMES } from "../../model/norms.ts";

/** First weights of the right size, where no norm is needed for it. */
export const GRADIENT_DEPTH: Experiment = {
  id: "G2",
  row: "Understanding Normalisation: Vanishing/Exploding Gradients",
  question: "Do gradients keep their size on the way from the last layer to the first?",
  claim: "Normalisation prevents gradients from becoming too small or too large.",
  protocol:
    "A plain net of sixteen convolutions before its first step, with the first weights that " +
    "He et al. derive for nets without norms.",
  metric: "powers of ten between the gradients of the first and the last convolution",
  expected: "negative",
  against: "none",
  limits: "Before the first step, without shortcuts; trained weights need not stay like this.",
  curve: {
    x: "layer, from the first to the last",
    y: "gradient over the last layer's, powers of ten",
    at: () => Array.from({ length: DEPTH }, (_, i) => i + 1),
  },
  async measure(_, seed, notebook) {
    return await forNorms(NORM_NAMES, (norm) => {
      const gradients = firstGradients({ norm, seed });
      notebook.curve(norm, gradients.map((gradient) => Math.log10(gradient / gradients.at(-1)!)));
      return Promise.resolve(Math.abs(Math.log10(gradients[0]! / gradients.at(-1)!)));
    });
  },
};
