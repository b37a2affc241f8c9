/** What one may do with a painting, knowing the photograph. */

import { luminance, type Picture } from "../data/picture.ts";

/**
 * A picture between the photograph (0) and the painting (1).
 *
 * @throws {RangeError} If the pictures differ in size, or the strength is not from 0 to 1.
 */
export function blend(photograph: Picture, painting: Picture, strength: number): Picture {
  checkSameSize(photograph, painting);
  if (!(strength >= 0 && strength <= 1)) {
    throw new RangeError(`strength must be from 0 to 1, got ${strength}`);
  }
  const pixels = photograph.pixels.map((v, i) => v + strength * (painting.pixels[i]! - v));
  return { ...painting, pixels };
}

/**
 * The painting's light in the photograph's colors: each pixel of the photograph, made as bright as the
 * painting's.
 *
 * @throws {RangeError} If the pictures differ in size.
 */
export function keepColors(photograph: Picture, painting: Picture): Picture {
  checkSameSize(photograph, painting);
  const from = luminance(photograph), to = luminance(painting);
  const pixels = photograph.pixels.map((v, i) => {
    const at = Math.floor(i / 3);
    return Math.min(Math.max(v + to[at]! - from[at]!, 0), 1);
  });
  return { ...painting, pixels };
}

function checkSameSize(a: Picture, b: Picture): void {
  if (a.width === b.width && a.height === b.height) return;
  throw new RangeError(
    `pictures must have one size, got ${a.width}x${a.height} and ${b.width}x${b.height}`,
  );
}
