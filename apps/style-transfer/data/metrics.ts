/** How far one picture is from another. */

import type { Picture } from "./picture.ts";

/** The mean absolute difference over pixels and channels, from 0 to 1. */
export function l1(a: Picture, b: Picture): number {
  if (a.width !== b.width || a.height !== b.height) {
    throw new RangeError(
      `pictures must have one size, got ${a.width}x${a.height} and ${b.width}x${b.height}`,
    );
  }
  return a.pixels.reduce((sum, v, i) => sum + Math.abs(v - b.pixels[i]!), 0) / a.pixels.length;
}
