/** Can a picture be painted in parts? */

import { createPicture, type Picture } from "../../data/picture.ts";
import { l1 } from "../../metrics/similarity.ts";
import { crop } from "../../data/crop_source.ts";
import { paint, type Painter } from "../../model/paint.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { meanOf } from "../mean_of.ts";

const TILES_ACROSS = 4;
const SHOWN_ACROSS = 2;

/** What each tile has for statistics, and what the whole picture has. */
export const TILES: Experiment = {
  id: "S8",
  row: "Normalisation Scope",
  question: "Can a picture be painted in parts?",
  claim: "Batch norm: batch of training examples. Instance norm: individual instances.",
  protocol:
    "Large scenes painted whole, and in tiles as large as a training picture, each by itself.",
  metric: "mean absolute difference of the two paintings, 0 to 1",
  expected: "negative",
  limits:
    'Here the scope costs instance norm. Statistics frozen from a thumbnail mend it: "style apply --full-size".',
  strip: {
    rows: ["scene", "batch norm, whole", "in tiles", "instance norm, whole", "in tiles"],
    look:
      "Whether the second painting falls into four tiles. These scenes are twice as wide and high " +
      "as a training picture; those of the number, four times.",
    async paint(laboratory, seed) {
      const { size } = laboratory.scale;
      const scenes = laboratory.largeScenes(seed, SHOWN_ACROSS);
      const rows = [scenes];
      for (const norm of BOTH) {
        const painter = await laboratory.painter({ norm, seed });
        rows.push(scenes.map((scene) => paint(painter, scene)));
        rows.push(scenes.map((scene) => paintInTiles(painter, scene, size)));
      }
      return rows;
    },
  },
  async measure(laboratory, seed) {
    const { size } = laboratory.scale;
    const scenes = laboratory.largeScenes(seed, TILES_ACROSS);
    return await forNorms(BOTH, async (norm) => {
      const painter = await laboratory.painter({ norm, seed });
      return meanOf(scenes, (scene) => {
        const whole = paint(painter, scene);
        return meanOf(corners(size, TILES_ACROSS), ([top, left]) => {
          const tile = (picture: Picture) => crop(picture, { top, left, size, mirrored: false });
          return l1(paint(painter, tile(scene)), tile(whole));
        });
      });
    });
  },
};

function paintInTiles(painter: Painter, scene: Picture, size: number): Picture {
  const painting = createPicture(scene.width, scene.height);
  for (const [top, left] of corners(size, scene.width / size)) {
    const tile = paint(painter, crop(scene, { top, left, size, mirrored: false }));
    for (let row = 0; row < size; row++) {
      const line = tile.pixels.subarray(3 * row * size, 3 * (row + 1) * size);
      painting.pixels.set(line, 3 * ((top + row) * scene.width + left));
    }
  }
  return painting;
}

function corners(size: number, across: number): (readonly [number, number])[] {
  const at = Array.from({ length: across }, (_, i) => i * size);
  return at.flatMap((top) => at.map((left) => [top, left] as const));
}
