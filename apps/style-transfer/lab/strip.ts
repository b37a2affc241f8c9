/** Strips of pictures: what the numbers are about. */

import sharp from "sharp";
import { toBytes } from "../images/write_picture.ts";
import { createPicture, type Picture } from "../data/picture.ts";
import type { NormName } from "../model/norms.ts";
import { paint, type Painter } from "../model/paint.ts";
import type { Laboratory } from "./laboratory.ts";
import type { Recipe } from "./recipe.ts";

const SHOWN = 5;
const GUTTER_PX = 2;

/** The held-out scenes that strips show. */
export function shownScenes({ heldOut }: Laboratory): readonly Picture[] {
  return heldOut.content.slice(0, SHOWN);
}

/** What a generator makes of them, each by itself. */
export function paintShown(laboratory: Laboratory, painter: Painter): Picture[] {
  return shownScenes(laboratory).map((scene) => paint(painter, scene));
}

/** The scenes, their true paintings, and those of generators that differ in their norm. */
export async function stripOfNorms(
  laboratory: Laboratory,
  norms: readonly NormName[],
  recipe: Omit<Recipe, "norm">,
): Promise<(readonly Picture[])[]> {
  const { style = "ink" } = recipe;
  const truth = laboratory.truth(style === "several" ? "ink" : style).slice(0, SHOWN);
  const rows: (readonly Picture[])[] = [shownScenes(laboratory), truth];
  for (const norm of norms) {
    rows.push(paintShown(laboratory, await laboratory.painter({ norm, ...recipe })));
  }
  return rows;
}

/**
 * Rows of pictures of one size in one picture, on white. Rows may be of unequal length.
 *
 * @throws {RangeError} If there is no picture, or they are of several sizes.
 */
export function composeStrip(rows: readonly (readonly Picture[])[]): Picture {
  const [first] = rows.flat();
  if (first === undefined) throw new RangeError("rows must hold a picture, got none");
  const { width, height } = first;
  const columns = Math.max(...rows.map((row) => row.length));
  const strip = createPicture(
    columns * (width + GUTTER_PX) - GUTTER_PX,
    rows.length * (height + GUTTER_PX) - GUTTER_PX,
  );
  strip.pixels.fill(1);
  rows.forEach((row, i) =>
    row.forEach((picture, j) => {
      if (picture.width !== width || picture.height !== height) {
        throw new RangeError(
          `pictures must be ${width}x${height}, got ${picture.width}x${picture.height}`,
        );
      }
      for (let y = 0; y < height; y++) {
        const line = picture.pixels.subarray(3 * y * width, 3 * (y + 1) * width);
        const top = i * (height + GUTTER_PX) + y;
        strip.pixels.set(line, 3 * (top * strip.width + j * (width + GUTTER_PX)));
      }
    })
  );
  return strip;
}

/** A picture as the bytes of a small PNG file, which loses nothing. */
export async function encodeStrip(strip: Picture): Promise<Uint8Array> {
  const { width, height } = strip;
  return await sharp(toBytes(strip), { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 9, adaptiveFiltering: true })
    .toBuffer();
}
