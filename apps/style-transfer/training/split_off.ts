/** What of a run's pictures is kept for testing. */

import { crop } from "../data/crop_source.ts";
import type { Picture } from "../data/picture.ts";

const SHARE = 0.1;
const MOST = 16;

/** A tenth for testing, 16 at most; what is alone is for both. */
export function splitOff<T>(
  all: readonly T[],
): { readonly training: readonly T[]; readonly test: readonly T[] } {
  if (all.length === 1) return { training: all, test: all };
  const count = Math.min(MOST, Math.max(1, Math.round(SHARE * all.length)));
  // Every so many, since names often follow what the pictures show.
  const every = Math.floor(all.length / count);
  const isTest = (i: number) => i % every === 0 && i / every < count;
  return {
    training: all.filter((_, i) => !isTest(i)),
    test: all.filter((_, i) => isTest(i)),
  };
}

/** The square in the middle of a picture. */
export function centerOf(picture: Picture, size: number): Picture {
  const left = Math.floor((picture.width - size) / 2);
  const top = Math.floor((picture.height - size) / 2);
  return crop(picture, { left, top, size, mirrored: false });
}

/** The square in the middle, up to a size. */
export function largestCenter(picture: Picture, most: number): Picture {
  return centerOf(picture, Math.min(most, picture.width, picture.height));
}
