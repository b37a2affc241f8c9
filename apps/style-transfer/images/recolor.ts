/** What one may do with a painting, knowing the photograph. */

import { luminanceAt, type Picture } from "../data/picture.ts";

/** Where the result goes. */
export interface RecolorOptions {
  /** Written; the pixels of either picture may be it. New when absent. */
  readonly out?: Float32Array;
}

/**
 * A picture between the photograph (0) and the painting (1).
 *
 * @throws {RangeError} If the pictures differ in size, or the strength is not from 0 to 1.
 */
export function blend(
  photograph: Picture,
  painting: Picture,
  strength: number,
  { out = new Float32Array(painting.pixels.length) }: RecolorOptions = {},
): Picture {
  checkSameSize(photograph, painting);
  if (!(strength >= 0 && strength <= 1)) {
    throw new RangeError(`strength must be from 0 to 1, got ${strength}`);
  }
  const from = photograph.pixels, to = painting.pixels;
  for (let i = 0; i < out.length; i++) out[i] = from[i]! + strength * (to[i]! - from[i]!);
  return { ...painting, pixels: out };
}

/**
 * The painting's light in the photograph's colors: each pixel of the photograph, made as bright as the
 * painting's.
 *
 * @throws {RangeError} If the pictures differ in size.
 */
export function keepColors(
  photograph: Picture,
  painting: Picture,
  { out = new Float32Array(painting.pixels.length) }: RecolorOptions = {},
): Picture {
  checkSameSize(photograph, painting);
  const from = photograph.pixels, to = painting.pixels;
  for (let at = 0; 3 * at < out.length; at++) {
    const lift = luminanceAt(to, at) - luminanceAt(from, at);
    for (let i = 3 * at; i < 3 * at + 3; i++) out[i] = Math.min(Math.max(from[i]! + lift, 0), 1);
  }
  return { ...painting, pixels: out };
}

function checkSameSize(a: Picture, b: Picture): void {
  if (a.width === b.width && a.height === b.height) return;
  throw new RangeError(
    `pictures must have one size, got ${a.width}x${a.height} and ${b.width}x${b.height}`,
  );
}
