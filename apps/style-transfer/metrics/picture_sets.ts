/** What metrics between two sets of pictures ask of them. */

import type { Picture } from "../data/picture.ts";

/** Refuses sets with too few pictures, and pictures that differ in size or are too small. */
export function checkSets(
  a: readonly Picture[],
  b: readonly Picture[],
  { pictures, side }: { readonly pictures: number; readonly side: number },
): void {
  if (Math.min(a.length, b.length) < pictures) {
    throw new RangeError(
      `each set must have at least ${pictures} pictures, got ${a.length} and ${b.length}`,
    );
  }
  const { width, height } = a[0]!;
  for (const picture of [...a, ...b]) {
    if (picture.width === width && picture.height === height) continue;
    throw new RangeError(
      `pictures must be ${width}x${height}, got ${picture.width}x${picture.height}`,
    );
  }
  if (Math.min(width, height) < side) {
    throw new RangeError(`pictures must be at least ${side}x${side}, got ${width}x${height}`);
  }
}
