/** Between the bytes of a canvas and the numbers of a picture. */

import type { Picture } from "../../data/picture.ts";
import type { RgbaImage } from "../messages.ts";

/** Bytes to numbers from 0 to 1; alpha goes apart, and away where everything is opaque. */
export function toPicture({ width, height, data }: RgbaImage): Picture {
  const size = width * height;
  const pixels = new Float32Array(3 * size);
  const alpha = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    for (let c = 0; c < 3; c++) pixels[3 * i + c] = data[4 * i + c]! / 255;
    alpha[i] = data[4 * i + 3]! / 255;
  }
  return { width, height, pixels, ...(alpha.every((a) => a === 1) ? {} : { alpha }) };
}

/** Numbers to bytes, rounded, and held within 0 and 255. */
export function toRgbaImage({ width, height, pixels, alpha }: Picture): RgbaImage {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) data[4 * i + c] = 255 * pixels[3 * i + c]!;
    data[4 * i + 3] = 255 * (alpha?.[i] ?? 1);
  }
  return { width, height, data };
}
