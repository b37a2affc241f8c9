/** Does instance norm leave a residue of fine noise? */

import type { Picture } from "../../data/picture.ts";
import { laplacianPyramid } from "../../metrics/laplacian_pyramid.ts";
import { paint } from "../../model/paint.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { meanOf } from "../mean_of.ts";
import { stripOfNorms } from "../strip.ts";

/** The finest level of the Laplacian pyramid. */
export const RESIDUE: Experiment = {
  id: "S13",
  row: "Disadvantages of IN: May Not Work Well with Convolutional Layers",
  question: "Does instance norm leave a residue of fine noise?",
  claim: "IN can sometimes degrade performance in convolutional networks.",
  protocol:
    "Every held-out scene painted alone; the finest details of the painting and of the truth.",
  metric: "energy of the finest Laplacian level, over that of the true painting",
  expected: "positive",
  compared: "instance",
  against: 1, // the true painting's: below that there is too little detail, and no residue
  limits: "It counts energy alone: noise in the place of lines that are missing would not show.",
  strip: {
    rows: [
      "the truth",
      "its finest details",
      "batch norm",
      "its finest details",
      "instance norm",
      "its finest details",
    ],
    look:
      "What is there in the finest details besides the lines of the truth: dots, ragged edges, a grid.",
    async paint(laboratory, seed) {
      const [, ...painted] = await stripOfNorms(laboratory, BOTH, { seed });
      return painted.flatMap((row) => [row, row.map(showFinest)]);
    },
  },
  async measure(laboratory, seed) {
    const { content, truth } = laboratory.heldOut;
    return await forNorms(BOTH, async (norm) => {
      const painter = await laboratory.painter({ norm, seed });
      return meanOf(content, (scene, i) => energy(paint(painter, scene)) / energy(truth[i]!));
    });
  },
};

function energy(picture: Picture): number {
  return finestOf(picture).pixels.reduce((sum, v) => sum + v * v, 0);
}

function finestOf(picture: Picture): Picture {
  const [finest] = laplacianPyramid(picture, picture.width / 2);
  return finest!;
}

/** Twice as strong, on gray. */
function showFinest(picture: Picture): Picture {
  const finest = finestOf(picture);
  return { ...finest, pixels: finest.pixels.map((v) => 0.5 + 2 * v) };
}
