/** Do gradients survive first weights of the wrong size? */

import { type Experiment, forNorms } from "../experiment.ts";
import { firstGradients } from "../classifier/first_gradients.ts";
import { NORM_NAMES } from "../../model/norms.ts";

/** Half and twice He's deviation, sixteen layers deep. */
export const GRADIENT_SCALE: Experiment = {
  id: "G1",
  row: "Advantages of BN: Improved Gradient Flow",
  claim: "BN prevents vanishing/exploding gradients.",
  protocol:
    "A plain net of sixteen convolutions before its first step, with first weights of half " +
    "and of twice the deviation that He et al. derive.",
  metric: "powers of ten between the first layer's gradients in the two nets",
  expected: "negative",
  quick: true,
  against: "none",
  async measure(_, seed) {
    return await forNorms(NORM_NAMES, (norm) => {
      const [half, twice] = [0.5, 2].map((gain) => firstGradients({ norm, seed, gain })[0]!);
      return Promise.resolve(Math.abs(Math.log10(twice! / half!)));
    });
  },
};
