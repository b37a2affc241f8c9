/** Does half the light make another painting? */

import type { Picture } from "../../data/picture.ts";
import { l1 } from "../../metrics/similarity.ts";
import { paint } from "../../model/paint.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { meanOf } from "../mean_of.ts";
import { shownScenes } from "../strip.ts";

/** Contrast about mid-gray, halved. */
export const CONTRAST: Experiment = {
  id: "S2",
  row: "Normalisation Scope",
  question: "Does half the contrast make another painting?",
  claim: "Batch norm: batch of training examples. Instance norm: individual instances.",
  protocol: "Each held-out scene as it is and at half its contrast, painted alone.",
  metric: "mean absolute difference of the two paintings, 0 to 1",
  expected: "positive",
  quick: true,
  strip: {
    rows: [
      "scene",
      "at half its contrast",
      "batch norm",
      "batch norm, at half",
      "instance norm",
      "instance norm, at half",
    ],
    look: "Whether the two paintings of a scene are the same.",
    async paint(laboratory, seed) {
      const scenes = shownScenes(laboratory), faded = scenes.map(halfContrast);
      const rows = [scenes, faded];
      for (const norm of BOTH) {
        const painter = await laboratory.painter({ norm, seed });
        for (const row of [scenes, faded]) rows.push(row.map((scene) => paint(painter, scene)));
      }
      return rows;
    },
  },
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
