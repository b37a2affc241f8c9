/** A photograph of any size, made of one that is at hand: details stay as fine as they are. */

import type { Picture } from "../../apps/style-transfer/data/picture.ts";
import { reflectedIndex } from "../../apps/style-transfer/model/reflected_index.ts";

/** Mirrors a picture at its edges, again and again. */
export function mirrored(
  picture: Picture,
  { width, height }: { readonly width: number; readonly height: number },
): Picture {
  const pixels = new Float32Array(3 * width * height);
  let at = 0;
  for (let row = 0; row < height; row++) {
    const line = reflectedIndex(row, picture.height) * picture.width;
    for (let column = 0; column < width; column++) {
      const from = 3 * (line + reflectedIndex(column, picture.width));
      for (let c = 0; c < 3; c++) pixels[at++] = picture.pixels[from + c]!;
    }
  }
  return { width, height, pixels };
}
