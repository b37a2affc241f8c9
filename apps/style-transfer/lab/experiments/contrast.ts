/** Does half the light make another painting? */

import type { Picture } from "../../data/picture.ts";
import { l1 } from "../../metrics/similarity.ts";
import { paint } from "../../model/paint.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { meanOf } from "../mean_of.ts";

/** Contrast about mid-gray, halved. */
export const CONTRAST: Experiment = {
  id: "S2",
  row: "Normalisation Scope",
  claim: "Batch norm: batch of training examples. Instance norm: individual instances.",
  protocol: "Each held-out scene as it is and at half its contrast, painted alone.",
  metric: "mean absolute difference of the two paintings, 0 to 1",
  expected: "positive",
  quick: true,
  async measure(laboratory, seed) {
    return await forNorms(BOTH, async (norm) => {
      const painter = await laboratory.painter({ norm, seed });
      return meanOf(
        laboratory.heldOut.content,
        (scene) => l1(paint(painter, scene), paint(painter, halfContrast(scene))),
      );
    });
  },
};

function halfContrast(picture: Picture): Picture {
  return { ...picture, pixels: picture.pixels.map((v) => 0.5 + (v - 0.5) / 2) };
}
