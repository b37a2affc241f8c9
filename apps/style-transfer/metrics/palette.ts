/** How far one set of pictures is from another, by their colors alone. */

import type { Picture } from "../data/picture.ts";

const BINS = 16;
/** The white of CIE D65, 2 degrees. */
const WHITE = [0.95047, 1, 1.08883] as const;
const RGB_TO_XYZ = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
] as const;

/**
 * How far colors have to travel from one set to the other, in units of CIE Lab: along each of its three axes
 * the 1-Wasserstein distance between all values of the sets, and the mean of these three. 2 can just be seen;
 * black is 100 / 3 from white. Where in a picture a color stands, and how many pictures there are, does not
 * count.
 *
 * @throws {RangeError} If a set is empty.
 */
export function paletteTransport(a: readonly Picture[], b: readonly Picture[]): number {
  checkNotEmpty(a, b);
  const from = labChannels(a), to = labChannels(b);
  return from.reduce((sum, values, c) => sum + transport(values, to[c]!), 0) / from.length;
}

/**
 * The chi-squared distance between the color histograms of two sets, 16 bins for each of red, green and blue:
 * `sum (p - q)^2 / (p + q) / 2` over shares `p` and `q`, from 0 (equal) to 1 (no bin in common).
 *
 * @throws {RangeError} If a set is empty.
 */
export function paletteChiSquared(a: readonly Picture[], b: readonly Picture[]): number {
  checkNotEmpty(a, b);
  const from = histogram(a), to = histogram(b);
  return from.reduce((sum, p, i) => {
    const q = to[i]!;
    return p + q === 0 ? sum : sum + (p - q) ** 2 / (p + q) / 2;
  }, 0);
}

/** CIE Lab of an sRGB color from 0 to 1: `[0..100, a, b]`, relative to D65. */
export function labOf(
  red: number,
  green: number,
  blue: number,
): readonly [number, number, number] {
  const linear = [red, green, blue].map(linearLight);
  const [x, y, z] = RGB_TO_XYZ.map((row, i) => {
    const value = row[0] * linear[0]! + row[1] * linear[1]! + row[2] * linear[2]!;
    return labRoot(value / WHITE[i]!);
  });
  return [116 * y! - 16, 500 * (x! - y!), 200 * (y! - z!)];
}

function linearLight(value: number): number {
  const v = Math.min(Math.max(value, 0), 1);
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
}

function labRoot(t: number): number {
  return t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29;
}

/** All values of each channel, sorted. */
function labChannels(pictures: readonly Picture[]): Float32Array[] {
  const count = pictures.reduce((sum, { pixels }) => sum + pixels.length / 3, 0);
  const channels = [0, 1, 2].map(() => new Float32Array(count));
  let at = 0;
  for (const { pixels } of pictures) {
    for (let i = 0; i < pixels.length; i += 3, at++) {
      const lab = labOf(pixels[i]!, pixels[i + 1]!, pixels[i + 2]!);
      for (let c = 0; c < 3; c++) channels[c]![at] = lab[c]!;
    }
  }
  return channels.map((values) => values.sort());
}

/** The area between two quantile functions, of sorted values that need not be as many. */
function transport(a: Float32Array, b: Float32Array): number {
  let area = 0, i = 0, j = 0, share = 0;
  while (i < a.length && j < b.length) {
    const next = Math.min((i + 1) / a.length, (j + 1) / b.length);
    area += (next - share) * Math.abs(a[i]! - b[j]!);
    // Compared as whole numbers: shares are rounded.
    const order = (i + 1) * b.length - (j + 1) * a.length;
    share = next;
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return area;
}

function histogram(pictures: readonly Picture[]): Float64Array {
  const counts = new Float64Array(BINS ** 3);
  let total = 0;
  const bin = (value: number) => Math.min(Math.max(Math.floor(BINS * value), 0), BINS - 1);
  for (const { pixels } of pictures) {
    for (let i = 0; i < pixels.length; i += 3, total++) {
      counts[(bin(pixels[i]!) * BINS + bin(pixels[i + 1]!)) * BINS + bin(pixels[i + 2]!)]!++;
    }
  }
  return counts.map((count) => count / total);
}

function checkNotEmpty(a: readonly Picture[], b: readonly Picture[]): void {
  if (a.length > 0 && b.length > 0) return;
  throw new RangeError(
    `each set must have at least 1 picture, got ${a.length} and ${b.length}`,
  );
}
