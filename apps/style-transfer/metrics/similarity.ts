/** How far one picture is from another. */

import type { Picture } from "../data/picture.ts";
import { blurLight, halveLight, type Light, lightOf } from "./light.ts";

const WINDOW_PX = 8;
const C1 = 0.01 ** 2;
const C2 = 0.03 ** 2;
/** What the scales count, from the finest (Wang, Simoncelli, Bovik 2003). */
const SCALE_WEIGHTS = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333] as const;
const BLUR_SIGMA_PX = 2;

/**
 * The mean absolute difference over pixels and channels, from 0 to 1. Each pixel counts as much as it is
 * opaque in `a`; 0 if all are clear.
 *
 * @throws {RangeError} If the pictures differ in size.
 */
export function l1(a: Picture, b: Picture): number {
  checkSameSize(a, b);
  const { alpha } = a;
  const difference = (i: number) => Math.abs(a.pixels[i]! - b.pixels[i]!);
  let sum = 0, count = 0;
  for (let pixel = 0; pixel < a.width * a.height; pixel++) {
    const weight = alpha === undefined ? 1 : alpha[pixel]!;
    const i = 3 * pixel;
    sum += weight * (difference(i) + difference(i + 1) + difference(i + 2));
    count += 3 * weight;
  }
  return count === 0 ? 0 : sum / count;
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
  return compareWindows(lightOf(a), lightOf(b)).whole;
}

/**
 * {@linkcode ssim} of luminances blurred by a Gaussian of 2 pixels: whether the layout is there, wherever
 * the strokes are.
 *
 * @throws {RangeError} If the pictures differ in size.
 */
export function blurredSsim(a: Picture, b: Picture): number {
  checkSameSize(a, b);
  const [x, y] = [a, b].map((picture) => blurLight(lightOf(picture), BLUR_SIGMA_PX));
  return compareWindows(x!, y!).whole;
}

/**
 * The structural similarity over scales, from 0 to 1 (equal): `prod cs_i^w_i`, where `cs_i` is the mean over
 * the windows of `(2 cov + C2) / (va + vb + C2)` at scale `i`, each half as large as the one before, and the
 * whole {@linkcode ssim} at the last one. There are five scales, or as many as are at least a window wide,
 * whose weights then add up to 1; a negative factor counts as 0.
 *
 * @throws {RangeError} If the pictures differ in size.
 *
 * @see Wang, Simoncelli, Bovik, "Multi-scale structural similarity for image quality assessment" (2003)
 */
export function multiScaleSsim(a: Picture, b: Picture): number {
  checkSameSize(a, b);
  let x = lightOf(a), y = lightOf(b);
  const shorter = Math.min(a.width, a.height);
  const weights = SCALE_WEIGHTS.filter((_, i) => i === 0 || shorter >> i >= WINDOW_PX);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((product, weight, i) => {
    if (i > 0) [x, y] = [halveLight(x), halveLight(y)];
    const { whole, structure } = compareWindows(x, y);
    const factor = i === weights.length - 1 ? whole : structure;
    return product * Math.max(factor, 0) ** (weight / total);
  }, 1);
}

/** Means over all windows: of the similarity, and of its factor that leaves brightness out. */
function compareWindows(
  { width, height, values: x }: Light,
  { values: y }: Light,
): { readonly whole: number; readonly structure: number } {
  const across = Math.min(WINDOW_PX, width), down = Math.min(WINDOW_PX, height);
  let whole = 0, structures = 0, count = 0;
  for (let top = 0; top + down <= height; top++) {
    for (let left = 0; left + across <= width; left++, count++) {
      let sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
      for (let row = top; row < top + down; row++) {
        for (let i = row * width + left; i < row * width + left + across; i++) {
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
      const structure = (2 * covariance + C2) / (vx + vy + C2);
      structures += structure;
      whole += structure * (2 * mx * my + C1) / (mx * mx + my * my + C1);
    }
  }
  return { whole: whole / count, structure: structures / count };
}

function checkSameSize(a: Picture, b: Picture): void {
  if (a.width === b.width && a.height === b.height) return;
  throw new RangeError(
    `pictures must have one size, got ${a.width}x${a.height} and ${b.width}x${b.height}`,
  );
}
