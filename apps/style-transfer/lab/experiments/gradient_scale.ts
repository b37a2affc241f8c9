/** Do gradients survive first weights of the wrong size? */

import { type Experiment, forNorms } from "../experiment.ts";
import { firstGradients } from "../classifier/first_gradients.ts";
import { NORM_NAMES } from "../../model/norms.ts";

const GAINS = [0.5, 0.7, 1, 1.4, 2];

/** Half and twice He's deviation, sixteen layers deep. */
export const GRADIENT_SCALE: Experiment = {
  id: "G1",
  row: "Advantages of BN: Improved Gradient Flow",
  question: "Do gradients survive first weights of the wrong size?",
  claim: "BN prevents vanishing/exploding gradients.",
  protocol:
    "A plain net of sixteen convolutions before its first step, with first weights of half " +
    "and of twice the deviation that He et al. derive.",
  metric: "powers of ten between the first layer's gradients in the two nets",
  expected: "negative",
  quick: true,
  against: "none",
  curve: {
    x: "deviation of the first weights, over He's",
    y: "first layer's gradient, powers of ten",
    at: () => GAINS,
    logarithmic: true,
  },
  async measure(_, seed, notebook) {
    return await forNorms(NORM_NAMES, (norm) => {
      const first = GAINS.map((gain) => Math.log10(firstGradients({ norm, seed, gain })[0]!));
      notebook.curve(norm, first);
      return Promise.resolve(Math.abs(first.at(-1)! - first[0]!));
    });
  },
};
