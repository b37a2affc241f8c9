/** Pictures as one channel, and what metrics do with it. */

import { luminance, type Picture } from "../data/picture.ts";
import { reflectedIndex } from "../model/reflected_index.ts";

/** How bright a picture is, from 0 to 1, row by row. */
export interface Light {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** The luminance of a picture. */
export function lightOf(picture: Picture): Light {
  return { width: picture.width, height: picture.height, values: luminance(picture) };
}

/** Half as wide and high: means of 2x2 pixels; of an odd side, the last row or column is left out. */
export function halveLight({ width, height, values }: Light): Light {
  const across = Math.max(1, width >> 1), down = Math.max(1, height >> 1);
  const half = new Float32Array(across * down);
  for (let row = 0; row < down; row++) {
    const top = 2 * row * width, bottom = Math.min(2 * row + 1, height - 1) * width;
    for (let column = 0; column < across; column++) {
      const left = 2 * column, right = Math.min(left + 1, width - 1);
      const sum = values[top + left]! + values[top + right]! +
        values[bottom + left]! + values[bottom + right]!;
      half[row * across + column] = sum / 4;
    }
  }
  return { width: across, height: down, values: half };
}

/** Blurred by a Gaussian of `sigma` pixels, cut off at three of them; mirrored at the edges. */
export function blurLight(light: Light, sigma: number): Light {
  const radius = Math.ceil(3 * sigma);
  const kernel = Float64Array.from(
    { length: 2 * radius + 1 },
    (_, i) => Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2)),
  );
  const total = kernel.reduce((sum, v) => sum + v, 0);
  return blurAlong(
    blurAlong(light, kernel.map((v) => v / total), "rows"),
    kernel.map((v) => v / total),
    "columns",
  );
}

function blurAlong(
  { width, height, values }: Light,
  kernel: Float64Array,
  along: "rows" | "columns",
): Light {
  const radius = (kernel.length - 1) / 2;
  const blurred = new Float32Array(values.length);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let i = 0; i < kernel.length; i++) {
        const from = along === "rows"
          ? row * width + reflectedIndex(Math.abs(column + i - radius), width)
          : reflectedIndex(Math.abs(row + i - radius), height) * width + column;
        sum += kernel[i]! * values[from]!;
      }
      blurred[row * width + column] = sum;
    }
  }
  return { width, height, values: blurred };
}
