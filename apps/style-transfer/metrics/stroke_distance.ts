/** How far one set of pictures is from another, by the strokes in them. */

import type { Picture } from "../data/picture.ts";
import { reflectedIndex } from "../model/reflected_index.ts";
import { halveLight, type Light, lightOf } from "./light.ts";
import { checkSets } from "./picture_sets.ts";

const MIN_SIDE_PX = 16;
const SCALES = 4;
const ORIENTATIONS = 6;
const RADIUS_PX = 3;
const SIZE_PX = 2 * RADIUS_PX + 1;
const SIGMA_PX = 1.5;
const PERIOD_PX = 4;
/** The coarsest scale has at least so many pixels a side. */
const SMALLEST_PX = 8;

/** A pair of filters, a quarter of a period apart. */
interface GaborPair {
  readonly even: Float64Array;
  readonly odd: Float64Array;
}

/**
 * The distance between the Gram matrices of two sets, from 0 to 1: `|Ga - Gb| / sqrt(|Ga|^2 + |Gb|^2)` in
 * Frobenius norms. A set's matrix is the mean over its pictures of their {@linkcode strokeGram}. Brightness
 * does not count, nor where a stroke is; contrast, direction, width and what goes with what do.
 *
 * @param a Pictures of one size, at least 16 pixels wide and high.
 * @param b Others of the same size.
 * @throws {RangeError} If a set is empty, or the pictures differ in size or are too small.
 *
 * @see Gatys, Ecker, Bethge, "A neural algorithm of artistic style" (2015), arXiv 1508.06576, for the matrix;
 *   Portilla and Simoncelli (2000) for the filters
 */
export function strokeDistance(a: readonly Picture[], b: readonly Picture[]): number {
  checkSets(a, b, { pictures: 1, side: MIN_SIDE_PX });
  const from = meanGram(a), to = meanGram(b);
  let apart = 0, all = 0;
  for (let i = 0; i < from.length; i++) {
    apart += (from[i]! - to[i]!) ** 2;
    all += from[i]! ** 2 + to[i]! ** 2;
  }
  return all === 0 ? 0 : Math.sqrt(apart / all);
}

/**
 * The Gram matrix of a picture's strokes, `[n, n]`: means over the pixels of `m_i m_j`, where `m` are the
 * magnitudes of the answers of Gabor filters in six directions (30 degrees apart, from vertical strokes on) to
 * the luminance at up to four scales, each half as large as the one before and none below 8 pixels. A filter has
 * a period of 4 pixels of its scale; scale goes before direction.
 */
export function strokeGram(picture: Picture): Float64Array {
  const filters = Array.from({ length: ORIENTATIONS }, (_, i) => gabor(Math.PI * i / ORIENTATIONS));
  const { width, height } = picture;
  const scales: Light[] = [lightOf(picture)];
  while (scales.length < SCALES && Math.min(width, height) >> scales.length >= SMALLEST_PX) {
    scales.push(halveLight(scales.at(-1)!));
  }
  const maps = scales.map((light) => magnitudes(light, filters));
  const n = ORIENTATIONS * scales.length;
  const gram = new Float64Array(n * n), here = new Float64Array(n);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      scales.forEach((light, s) => {
        const y = Math.min(row >> s, light.height - 1), x = Math.min(column >> s, light.width - 1);
        const at = ORIENTATIONS * (y * light.width + x);
        for (let o = 0; o < ORIENTATIONS; o++) here[s * ORIENTATIONS + o] = maps[s]![at + o]!;
      });
      for (let i = 0; i < n; i++) {
        const value = here[i]!;
        for (let j = 0; j <= i; j++) gram[i * n + j]! += value * here[j]!;
      }
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      gram[j * n + i] = gram[i * n + j] = gram[i * n + j]! / (width * height);
    }
  }
  return gram;
}

function meanGram(pictures: readonly Picture[]): Float64Array {
  const grams = pictures.map(strokeGram);
  return grams[0]!.map((_, i) => grams.reduce((sum, gram) => sum + gram[i]!, 0) / grams.length);
}

/** A wave across a stroke of that angle, faded out by a Gaussian; a flat picture gives 0. */
function gabor(angle: number): GaborPair {
  const envelope = new Float64Array(SIZE_PX * SIZE_PX);
  const even = envelope.slice(), odd = envelope.slice();
  let total = 0, mean = 0;
  for (let i = 0; i < envelope.length; i++) {
    const x = i % SIZE_PX - RADIUS_PX, y = Math.floor(i / SIZE_PX) - RADIUS_PX;
    envelope[i] = Math.exp(-(x * x + y * y) / (2 * SIGMA_PX ** 2));
    const phase = 2 * Math.PI * (x * Math.cos(angle) + y * Math.sin(angle)) / PERIOD_PX;
    even[i] = envelope[i]! * Math.cos(phase);
    odd[i] = envelope[i]! * Math.sin(phase);
    total += envelope[i]!;
    mean += even[i]!;
  }
  return {
    even: even.map((v, i) => (v - mean * envelope[i]! / total) / total),
    odd: odd.map((v) => v / total),
  };
}

/** `[h, w, orientations]`. Even filters see what is alike at opposite places, odd ones what is not. */
function magnitudes({ width, height, values }: Light, filters: readonly GaborPair[]): Float32Array {
  const maps = new Float32Array(width * height * filters.length);
  const middle = (SIZE_PX * SIZE_PX - 1) / 2;
  const patch = new Float64Array(SIZE_PX * SIZE_PX);
  const sums = new Float64Array(middle + 1), differences = new Float64Array(middle);
  const columns = Int32Array.from(
    { length: width + 2 * RADIUS_PX },
    (_, i) => reflectedIndex(Math.abs(i - RADIUS_PX), width),
  );
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      for (let y = 0, i = 0; y < SIZE_PX; y++) {
        const from = reflectedIndex(Math.abs(row + y - RADIUS_PX), height) * width;
        for (let x = 0; x < SIZE_PX; x++) patch[i++] = values[from + columns[column + x]!]!;
      }
      for (let i = 0, j = patch.length - 1; i < middle; i++, j--) {
        sums[i] = patch[i]! + patch[j]!;
        differences[i] = patch[i]! - patch[j]!;
      }
      sums[middle] = patch[middle]!;
      for (const { even, odd } of filters) {
        let real = sums[middle]! * even[middle]!, imaginary = 0;
        for (let i = 0; i < middle; i++) {
          real += sums[i]! * even[i]!;
          imaginary += differences[i]! * odd[i]!;
        }
        maps[at++] = Math.sqrt(real * real + imaginary * imaginary);
      }
    }
  }
  return maps;
}
