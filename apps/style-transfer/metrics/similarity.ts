/** How far one picture is from another. */

import { luminance, type Picture } from "../data/picture.ts";

const WINDOW_PX = 8;
const C1 = 0.01 ** 2;
const C2 = 0.03 ** 2;

/**
 * The mean absolute difference over pixels and channels, from 0 to 1.
 *
 * @throws {RangeError} If the pictures differ in size.
 */
export function l1(a: Picture, b: Picture): number {
  checkSameSize(a, b);
  return a.pixels.reduce((sum, v, i) => sum + Math.abs(v - b.pixels[i]!), 0) / a.pixels.length;
}

/**
 * The structural similarity of two luminances, from -1 to 1 (equal): the mean over all 8x8 windows of
 * `(2 ma mb + C1) (2 cov + C2) / ((ma^2 + mb^2 + C1) (va + vb + C2))` with biased moments
 * (Wang et al. 2004, uniform window). A picture smaller than a window is one window.
 *
 * @throws {RangeError} If the pictures differ in size.
 */
export function ssim(a: Picture, b: Picture): number {
  checkSameSize(a, b);
  const x = luminance(a), y = luminance(b);
  const across = Math.min(WINDOW_PX, a.width), down = Math.min(WINDOW_PX, a.height);
  let sum = 0, count = 0;
  for (let top = 0; top + down <= a.height; top++) {
    for (let left = 0; left + across <= a.width; left++, count++) {
      let sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
      for (let row = top; row < top + down; row++) {
        for (let i = row * a.width + left; i < row * a.width + left + across; i++) {
          const u = x[i]!, v = y[i]!;
          sx += u;
          sy += v;
          sxx += u * u;
          syy += v * v;
          sxy += u * v;
        }
      }
      const n = across * down, mx = sx / n, my = sy / n;
      const vx = sxx / n - mx * mx, vy = syy / n - my * my, covariance = sxy / n - mx * my;
      sum += (2 * mx * my + C1) * (2 * covariance + C2) /
        ((mx * mx + my * my + C1) * (vx + vy + C2));
    }
  }
  return sum / count;
}

function checkSameSize(a: Picture, b: Picture): void {
  if (a.width === b.width && a.height === b.height) return;
  throw new RangeError(
    `pictures must have one size, got ${a.width}x${a.height} and ${b.width}x${b.height}`,
  );
}
