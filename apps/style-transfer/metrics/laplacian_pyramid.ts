/** A picture taken apart by scale. */

import { createPicture, type Picture } from "../data/picture.ts";

/** Half the binomial kernel (1, 4, 6, 4, 1) / 16, from its middle. */
const BINOMIAL = [6 / 16, 4 / 16, 1 / 16] as const;

/**
 * The Laplacian pyramid (Burt, Adelson 1983): at each level what the next smaller one cannot show, and
 * last the smallest picture itself. Levels end before a side would be below `minSide` pixels.
 */
export function laplacianPyramid(picture: Picture, minSide: number): Picture[] {
  const levels: Picture[] = [];
  let current = picture;
  while (Math.min(current.width, current.height) >= 2 * minSide) {
    const smaller = halve(current);
    const shown = enlarge(smaller, current);
    const rest = createPicture(current.width, current.height);
    for (let i = 0; i < rest.pixels.length; i++) {
      rest.pixels[i] = current.pixels[i]! - shown.pixels[i]!;
    }
    levels.push(rest);
    current = smaller;
  }
  return [...levels, current];
}

/** Every other pixel of the blurred picture. */
function halve(picture: Picture): Picture {
  const { width, height, pixels } = binomialBlur(picture);
  const half = createPicture(Math.ceil(width / 2), Math.ceil(height / 2));
  for (let row = 0; row < half.height; row++) {
    for (let column = 0; column < half.width; column++) {
      const from = 3 * (2 * row * width + 2 * column);
      half.pixels.set(pixels.subarray(from, from + 3), 3 * (row * half.width + column));
    }
  }
  return half;
}

/** To the size of another picture: zeros in between, blurred, times four. */
function enlarge(
  picture: Picture,
  { width, height }: { readonly width: number; readonly height: number },
): Picture {
  const large = createPicture(width, height);
  const weights = createPicture(width, height);
  for (let row = 0; row < picture.height; row++) {
    for (let column = 0; column < picture.width; column++) {
      const from = 3 * (row * picture.width + column);
      const at = 3 * (2 * row * width + 2 * column);
      large.pixels.set(picture.pixels.subarray(from, from + 3), at);
      weights.pixels.fill(1, at, at + 3);
    }
  }
  const blurred = binomialBlur(large), sums = binomialBlur(weights);
  // At the edges fewer pixels take part than four; a flat picture must stay flat.
  return { ...blurred, pixels: blurred.pixels.map((v, i) => v / sums.pixels[i]!) };
}

/** 5x5 binomial, mirrored at the edges. */
function binomialBlur({ width, height, pixels }: Picture): Picture {
  const across = createPicture(width, height), both = createPicture(width, height);
  const inside = (at: number, size: number) => {
    const turned = Math.abs(at);
    return Math.max(0, turned < size ? turned : 2 * size - 2 - turned);
  };
  const pass = (from: Float32Array, to: Float32Array, along: "row" | "column") => {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        for (let c = 0; c < 3; c++) {
          let sum = 0;
          for (let offset = -2; offset <= 2; offset++) {
            const y = along === "column" ? inside(row + offset, height) : row;
            const x = along === "row" ? inside(column + offset, width) : column;
            sum += BINOMIAL[Math.abs(offset)]! * from[3 * (y * width + x) + c]!;
          }
          to[3 * (row * width + column) + c] = sum;
        }
      }
    }
  };
  pass(pixels, across.pixels, "row");
  pass(across.pixels, both.pixels, "column");
  return both;
}
