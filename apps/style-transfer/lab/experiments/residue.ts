/** Does a norm leave a residue of fine noise? */

import type { Picture } from "../../data/picture.ts";
import { laplacianPyramid } from "../../metrics/laplacian_pyramid.ts";
import { paint } from "../../model/paint.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { meanOf } from "../mean_of.ts";

/** The finest level of the Laplacian pyramid. */
export const RESIDUE: Experiment = {
  id: "S13",
  row: "Disadvantages of IN: May Not Work Well with Convolutional Layers",
  claim: "IN can sometimes degrade performance in convolutional networks.",
  protocol:
    "Every held-out scene painted alone; the finest details of the painting and of the truth.",
  metric: "energy of the finest Laplacian level, over that of the true painting",
  expected: "negative",
  limits: "More fine detail is a residue only beyond 1, which is the true painting's.",
  async measure(laboratory, seed) {
    const { content, truth } = laboratory.heldOut;
    return await forNorms(BOTH, async (norm) => {
      const painter = await laboratory.painter({ norm, seed });
      return meanOf(content, (scene, i) => energy(paint(painter, scene)) / energy(truth[i]!));
    });
  },
};

function energy(picture: Picture): number {
  const [finest] = laplacianPyramid(picture, picture.width / 2);
  return finest!.pixels.reduce((sum, v) => sum + v * v, 0);
}
