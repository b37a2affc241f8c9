/** Whether one sees in a painting where its tiles meet. */

import type { Picture } from "../../apps/style-transfer/data/picture.ts";

/**
 * How much larger the steps from pixel to pixel are across the borders of tiles than in the same places of
 * the same painting, cut elsewhere: what the picture itself has there cancels out. 1 shows nothing.
 *
 * @param tile The painting has borders at its multiples.
 * @param uncut The same picture's painting with borders at multiples of `otherTile`; what both have is left out.
 */
export function measureSeams(
  painting: Picture,
  { tile, uncut, otherTile }: {
    readonly tile: number;
    readonly uncut: Picture;
    readonly otherTile: number;
  },
): number {
  let cutSum = 0, uncutSum = 0;
  for (const axis of ["width", "height"] as const) {
    for (let place = tile; place < painting[axis]; place += tile) {
      if (place % otherTile === 0) continue;
      cutSum += stepAcross(painting, axis, place);
      uncutSum += stepAcross(uncut, axis, place);
    }
  }
  return cutSum / uncutSum;
}

/** The largest difference between two paintings of one picture. */
export function largestDifference(a: Picture, b: Picture): number {
  let largest = 0;
  for (let i = 0; i < a.pixels.length; i++) {
    largest = Math.max(largest, Math.abs(a.pixels[i]! - b.pixels[i]!));
  }
  return largest;
}

/** The sum of the differences between the pixels before a place along an axis and those behind it. */
function stepAcross(
  { width, height, pixels }: Picture,
  axis: "width" | "height",
  place: number,
): number {
  const [count, along, across] = axis === "width" ? [height, 3 * width, 3] : [width, 3, 3 * width];
  let sum = 0;
  for (let i = 0, at = place * across; i < count; i++, at += along) {
    for (let c = at; c < at + 3; c++) sum += Math.abs(pixels[c]! - pixels[c - across]!);
  }
  return sum;
}
