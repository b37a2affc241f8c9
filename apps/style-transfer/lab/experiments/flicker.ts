/** Does what moves change what stands still? */

import { createPicture, type Picture } from "../../data/picture.ts";
import { paint } from "../../model/paint.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { meanOf } from "../mean_of.ts";

const TIMES = 4;

/** A bright box in one corner, and the opposite corner, which is out of a convolution's reach. */
export const FLICKER: Experiment = {
  id: "S14",
  row: "Advantages of IN: Instance-Specific Normalisation",
  question: "Does what moves change what stands still?",
  claim: "IN focuses on individual instances.",
  protocol:
    "Large scenes with and without a bright box in the lower right corner: two frames of a film.",
  metric: "mean absolute difference of the two frames in the upper left corner, 0 to 1",
  expected: "negative",
  exactlyZero: ["batch"],
  limits: "Here the focus costs instance norm: statistics of each frame make a film flicker.",
  strip: {
    rows: ["the two frames", "batch norm", "instance norm"],
    look: "Whether the upper left corner is painted alike in both frames.",
    async paint(laboratory, seed) {
      const [scene] = laboratory.largeScenes(seed, TIMES);
      const frames = [scene!, withBox(scene!)];
      const rows = [frames];
      for (const norm of BOTH) {
        const painter = await laboratory.painter({ norm, seed });
        rows.push(frames.map((frame) => paint(painter, frame)));
      }
      return rows;
    },
  },
  async measure(laboratory, seed) {
    const scenes = laboratory.largeScenes(seed, TIMES);
    return await forNorms(BOTH, async (norm) => {
      const painter = await laboratory.painter({ norm, seed });
      return meanOf(
        scenes,
        (scene) => cornerDifference(paint(painter, scene), paint(painter, withBox(scene))),
      );
    });
  },
};

function withBox(picture: Picture): Picture {
  const { width, height } = picture;
  const boxed = { ...createPicture(width, height), pixels: picture.pixels.slice() };
  for (let row = Math.round(0.75 * height); row < height; row++) {
    boxed.pixels.fill(1, 3 * (row * width + Math.round(0.75 * width)), 3 * (row + 1) * width);
  }
  return boxed;
}

function cornerDifference(a: Picture, b: Picture): number {
  const { width, height } = a;
  let sum = 0;
  for (let row = 0; row < height / 4; row++) {
    for (let i = 3 * row * width; i < 3 * (row * width + width / 4); i++) {
      sum += Math.abs(a.pixels[i]! - b.pixels[i]!);
    }
  }
  return sum / (3 * width * height / 16);
}
