/** Pictures of one's own as training pictures: random crops at random scales, some of them mirrored. */

import type { Picture } from "./picture.ts";
import type { PictureSource } from "./picture_source.ts";
import { Random } from "./random.ts";

/** How to draw. */
export interface CropOptions {
  /** Width and height of a crop, in pixels. */
  readonly size: number;
  /** Tells the streams of one seed apart. */
  readonly stream: number;
}

/**
 * Draws from pictures that are as large as they are to be seen. Each choice is made from the place in the
 * stream alone.
 *
 * @throws {RangeError} If there is no picture, or one is smaller than a crop.
 */
export function cropSource(
  pictures: readonly Picture[],
  { size, stream }: CropOptions,
): PictureSource {
  if (pictures.length === 0) throw new RangeError("pictures must not be empty");
  for (const { width, height } of pictures) {
    if (width < size || height < size) {
      throw new RangeError(`pictures must be at least ${size}x${size}, got ${width}x${height}`);
    }
  }
  return {
    draw(seed, index): Picture {
      const random = new Random(seed, stream, index);
      const picture = pictures[random.integer(pictures.length)]!;
      const left = random.integer(picture.width - size + 1);
      const top = random.integer(picture.height - size + 1);
      const mirrored = random.integer(2) === 1;
      return crop(picture, { left, top, size, mirrored });
    },
  };
}

/** A square of a picture, mirrored left to right if wanted; alpha is left behind. */
export function crop(
  picture: Picture,
  { left, top, size, mirrored }: {
    readonly left: number;
    readonly top: number;
    readonly size: number;
    readonly mirrored: boolean;
  },
): Picture {
  const pixels = new Float32Array(3 * size * size);
  for (let row = 0; row < size; row++) {
    const from = 3 * ((top + row) * picture.width + left);
    const line = picture.pixels.subarray(from, from + 3 * size);
    const at = 3 * row * size;
    if (!mirrored) {
      pixels.set(line, at);
      continue;
    }
    for (let i = 0; i < size; i++) {
      pixels.set(line.subarray(3 * (size - 1 - i), 3 * (size - i)), at + 3 * i);
    }
  }
  return { width: size, height: size, pixels };
}
