/** Can a picture be painted in parts? */

import type { Picture } from "../../data/picture.ts";
import { l1 } from "../../metrics/similarity.ts";
import { crop } from "../../data/crop_source.ts";
import { paint } from "../../model/paint.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { meanOf } from "../mean_of.ts";

const TILES_ACROSS = 4;

/** What each tile has for statistics, and what the whole picture has. */
export const TILES: Experiment = {
  id: "S8",
  row: "Normalisation Scope",
  claim: "Batch norm: batch of training examples. Instance norm: individual instances.",
  protocol:
    "Large scenes painted whole, and in tiles as large as a training picture, each by itself.",
  metric: "mean absolute difference of the two paintings, 0 to 1",
  expected: "negative",
  limits:
    'Here the scope costs instance norm. Statistics frozen from a thumbnail mend it: "style apply --full-size".',
  async measure(laboratory, seed) {
    const { size } = laboratory.scale;
    const scenes = laboratory.largeScenes(seed, TILES_ACROSS);
    return await forNorms(BOTH, async (norm) => {
      const painter = await laboratory.painter({ norm, seed });
      return meanOf(scenes, (scene) => {
        const whole = paint(painter, scene);
        return meanOf(corners(size), ([top, left]) => {
          const tile = (picture: Picture) => crop(picture, { top, left, size, mirrored: false });
          return l1(paint(painter, tile(scene)), tile(whole));
        });
      });
    });
  },
};

function corners(size: number): (readonly [number, number])[] {
  const at = Array.from({ length: TILES_ACROSS }, (_, i) => i * size);
  return at.flatMap((top) => at.map((left) => [top, left] as const));
}
