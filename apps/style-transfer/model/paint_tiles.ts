/** Pictures that are too large to be painted at once. */

import { createPicture, type Picture } from "../data/picture.ts";
import { freezeStatistics } from "./freeze_statistics.ts";
import { GENERATOR_MULTIPLE, generatorReach } from "./generator.ts";
import { paintAsync, type Painter } from "./paint.ts";

/** How to cut. */
export interface TileOptions {
  /** Width and height of a tile without its margins, in pixels, a multiple of 4. Default: 512. */
  readonly tile?: number;
  /** Written with the painting's pixels; new when absent. Not the picture's own. */
  readonly out?: Float32Array;
  /** Called after each tile. */
  readonly onTile?: (done: number, total: number) => void;
}

/** How large tiles are. */
export const TILE_PX = 512;

/**
 * Paints a picture tile by tile, with the statistics of `thumbnail`. Each tile is painted with a margin as
 * wide as the generator can see, so that no seam shows: the tiles are those of one painting.
 *
 * @param thumbnail A copy of the picture that is small enough to be painted at once.
 * @throws {RangeError} If the tile is not a positive multiple of 4, or `out` has another length.
 */
export async function paintTiles(
  painter: Painter,
  { picture, thumbnail }: { readonly picture: Picture; readonly thumbnail: Picture },
  { tile = TILE_PX, out, onTile }: TileOptions = {},
): Promise<Picture> {
  if (!Number.isSafeInteger(tile) || tile < 1 || tile % GENERATOR_MULTIPLE !== 0) {
    throw new RangeError(`tile must be a positive multiple of ${GENERATOR_MULTIPLE}, got ${tile}`);
  }
  const { width, height, alpha } = picture;
  const frozen = await freezeStatistics(painter, thumbnail);
  const whole = { ...painter, weights: new Map([...painter.weights, ...frozen]) };
  const statistics = frozen.size > 0 ? "frozen" : "running";
  const margin = Math.ceil(generatorReach(painter.generator) / GENERATOR_MULTIPLE) *
    GENERATOR_MULTIPLE;
  const painted = out === undefined
    ? createPicture(width, height)
    : { width, height, pixels: checkLength(out, 3 * width * height) };
  const total = Math.ceil(width / tile) * Math.ceil(height / tile);
  let done = 0;
  for (let top = 0; top < height; top += tile) {
    for (let left = 0; left < width; left += tile) {
      const inner = {
        left,
        top,
        right: Math.min(left + tile, width),
        bottom: Math.min(top + tile, height),
      };
      const outer = {
        left: Math.max(0, left - margin),
        top: Math.max(0, top - margin),
        right: Math.min(width, inner.right + margin),
        bottom: Math.min(height, inner.bottom + margin),
      };
      const part = await paintAsync(whole, cut(picture, outer), statistics);
      paste(painted, part, { inner, outer });
      onTile?.(++done, total);
    }
  }
  return { ...painted, ...(alpha ? { alpha } : {}) };
}

function checkLength(out: Float32Array, length: number): Float32Array {
  if (out.length === length) return out;
  throw new RangeError(`out must have ${length} elements, got ${out.length}`);
}

/** Sides of a rectangle, in pixels; right and below are the first ones outside. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function cut(picture: Picture, { left, top, right, bottom }: Box): Picture {
  const part = createPicture(right - left, bottom - top);
  for (let row = top; row < bottom; row++) {
    const from = 3 * (row * picture.width + left);
    const line = picture.pixels.subarray(from, from + 3 * part.width);
    part.pixels.set(line, 3 * (row - top) * part.width);
  }
  return part;
}

/** Writes what lies in the inner box. */
function paste(
  picture: Picture,
  part: Picture,
  { inner, outer }: { readonly inner: Box; readonly outer: Box },
): void {
  const length = 3 * (inner.right - inner.left);
  for (let row = inner.top; row < inner.bottom; row++) {
    const from = 3 * ((row - outer.top) * part.width + inner.left - outer.left);
    const at = 3 * (row * picture.width + inner.left);
    picture.pixels.set(part.pixels.subarray(from, from + length), at);
  }
}
