/** Pictures that are drawn once. */

import type { Picture } from "../data/picture.ts";
import type { PictureSource } from "../data/picture_source.ts";

/** The same source, which keeps what it has drawn for the latest seed. */
export function remembering(source: PictureSource): PictureSource {
  const drawn = new Map<number, Picture>();
  let latest: number | undefined;
  return {
    draw(seed, index) {
      if (seed !== latest) drawn.clear();
      latest = seed;
      const picture = drawn.get(index) ?? source.draw(seed, index);
      drawn.set(index, picture);
      return picture;
    },
  };
}
