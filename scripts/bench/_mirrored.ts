/** A photograph of any size, made of one that is at hand: details stay as fine as they are. */

import type { Picture } from "../../apps/style-transfer/data/picture.ts";

/** Mirrors a picture at its edges, again and again. */
export function mirrored(
  picture: Picture,
  { width, height }: { readonly width: number; readonly height: number },
): Picture {
  const pixels = new Float32Array(3 * width * height);
  let at = 0;
  for (let row = 0; row < height; row++) {
    const line = fold(row, picture.height) * picture.width;
    for (let column = 0; column < width; column++) {
      const from = 3 * (line + fold(column, picture.width));
      for (let c = 0; c < 3; c++) pixels[at++] = picture.pixels[from + c]!;
    }
  }
  return { width, height, pixels };
}

/** There and back, without an edge twice. */
function fold(place: number, size: number): number {
  const at = place % (2 * (size - 1));
  return at < size ? at : 2 * (size - 1) - at;
}
