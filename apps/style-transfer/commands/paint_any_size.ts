/** A photograph through a generator, at once where it fits and in tiles where it does not. */

import type { Picture } from "../data/picture.ts";
import { resizePicture } from "../images/resize.ts";
import { GENERATOR_MULTIPLE } from "../model/generator.ts";
import { paintAsync, type Painter } from "../model/paint.ts";
import { paintTiles, type TileOptions } from "../model/paint_tiles.ts";

/** Painting this many pixels at once takes about half a gigabyte. */
const MOST_PIXELS_AT_ONCE = 2 ** 21;
const THUMBNAIL_SIDE_PX = 768;

/** Paints a picture of any size in bounded memory; the options are for the tiles, if there are any. */
export async function paintAnySize(
  painter: Painter,
  picture: Picture,
  options: TileOptions = {},
): Promise<Picture> {
  const isSmall = picture.width * picture.height <= MOST_PIXELS_AT_ONCE;
  if (isSmall) return await paintAsync(painter, picture);
  const thumbnail = await shrink(picture);
  return await paintTiles(painter, { picture, thumbnail }, options);
}

/** To sides that the generator takes as they are. */
async function shrink(picture: Picture): Promise<Picture> {
  const ratio = THUMBNAIL_SIDE_PX / Math.max(picture.width, picture.height);
  const side = (size: number) =>
    Math.max(2, Math.round(size * ratio / GENERATOR_MULTIPLE)) * GENERATOR_MULTIPLE;
  const { width, height, pixels } = picture;
  return await resizePicture({ width, height, pixels }, {
    width: side(width),
    height: side(height),
  });
}
