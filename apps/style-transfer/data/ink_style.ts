/**
 * A style whose ground truth is known: four tones and ink lines, chosen by how bright a pixel is
 * *relative to its own picture*, or, if wanted, by how bright it is. It has no phase, so a convolutional net
 * can match it pixel by pixel.
 */

import { createPicture, luminance, type Picture } from "./picture.ts";
import type { Color } from "./scene_shapes.ts";

/** Four tones, darkest first. */
export type InkPalette = readonly [Color, Color, Color, Color];

/** How to paint. */
export interface InkOptions {
  /** The tones. Default: indigo, teal, coral, cream. */
  readonly palette?: InkPalette;
  /** The color of lines. Default: a dark indigo. */
  readonly ink?: Color;
  /** What a tone goes by: the brightness within its picture (the default), or brightness itself. */
  readonly tones?: "relative" | "absolute";
  /** The width of lines, in pixels at every size of picture: about 1 to 4. Default 1.6. */
  readonly lineWidth?: number;
  /** Whose pixels to write; it may be the picture itself. Default: a new picture's. */
  readonly into?: Picture;
}

const PALETTE: InkPalette = [
  [0.11, 0.10, 0.30],
  [0.08, 0.47, 0.53],
  [0.95, 0.53, 0.40],
  [0.99, 0.94, 0.82],
];
const THRESHOLDS = [-0.8, 0, 0.8] as const; // in standard deviations of the picture's luminance
const SOFTNESS = 0.12;
const INK: Color = [0.05, 0.04, 0.14];
// What scenes have on average.
const USUAL_MEAN = 0.45;
const USUAL_DEVIATION = 0.2;
const INK_LEVEL = 0.16;
const INK_SOFTNESS = 0.05;
const LINE_WIDTH_PX = 1.6;

/**
 * Paints a picture. With `z = (luminance - mean) / deviation` of the whole picture, the tone is a soft
 * step function of `z`, and ink lies where a difference of Gaussians of `z` says "darker than around".
 *
 * Brightening the picture or changing its contrast changes nothing; a picture of one color is all tone. With
 * absolute tones, mean and deviation are fixed, and a dark picture has dark tones.
 *
 * @throws {RangeError} If the line width is not a positive number, or what to write is of another size.
 */
export function applyInkStyle(picture: Picture, options: InkOptions = {}): Picture {
  const { palette = PALETTE, ink = INK, tones = "relative", lineWidth = LINE_WIDTH_PX } = options;
  if (!(lineWidth > 0 && lineWidth < Infinity)) {
    throw new RangeError(`lineWidth must be a positive number of pixels, got ${lineWidth}`);
  }
  const { width, height, alpha } = picture;
  const { into = createPicture(width, height) } = options, { pixels } = into;
  if (into.width !== width || into.height !== height) {
    throw new RangeError(`into must be ${width}x${height}, got ${into.width}x${into.height}`);
  }
  const z = luminance(picture);
  if (tones === "relative") standardize(z);
  else for (let i = 0; i < z.length; i++) z[i] = (z[i]! - USUAL_MEAN) / USUAL_DEVIATION;
  const fine = new Float32Array(z.length), across = new Float32Array(z.length);
  blur({ from: z, across, to: fine }, width, lineWidth / 2);
  const coarse = z; // which nobody needs after this
  blur({ from: z, across, to: coarse }, width, lineWidth);
  for (let i = 0; i < z.length; i++) {
    const line = sigmoid((coarse[i]! - fine[i]! - INK_LEVEL) / INK_SOFTNESS);
    for (let c = 0; c < 3; c++) pixels[3 * i + c] = palette[0][c]!;
    for (let k = 0; k < THRESHOLDS.length; k++) {
      const step = sigmoid((fine[i]! - THRESHOLDS[k]!) / SOFTNESS);
      const from = palette[k]!, to = palette[k + 1]!;
      for (let c = 0; c < 3; c++) {
        pixels[3 * i + c] = pixels[3 * i + c]! + step * (to[c]! - from[c]!);
      }
    }
    for (let c = 0; c < 3; c++) {
      const tone = pixels[3 * i + c]!;
      pixels[3 * i + c] = tone + line * (ink[c]! - tone);
    }
  }
  return { width, height, pixels, ...(alpha ? { alpha } : {}) };
}

/** Makes the mean 0 and the deviation 1; 0, if there is none. Plain loops, since this is drawn all the time. */
function standardize(values: Float32Array): void {
  const { length } = values;
  let sum = 0, squares = 0;
  for (let i = 0; i < length; i++) sum += values[i]!;
  const mean = sum / length;
  for (let i = 0; i < length; i++) squares += (values[i]! - mean) ** 2;
  const variance = squares / length;
  const rstd = variance > 1e-12 ? 1 / Math.sqrt(variance) : 0;
  for (let i = 0; i < length; i++) values[i] = (values[i]! - mean) * rstd;
}

/**
 * A Gaussian along both axes; border pixels are repeated. What is blurred one way is kept `across`; the result
 * may go where the values came from.
 */
function blur(
  { from, across, to }: Readonly<Record<"from" | "across" | "to", Float32Array>>,
  width: number,
  sigma: number,
): void {
  const height = from.length / width;
  const radius = Math.ceil(3 * sigma);
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, i) => {
    return Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma));
  });
  const total = kernel.reduce((a, b) => a + b);
  const weights = kernel.map((weight) => weight / total);
  for (let y = 0; y < height; y++) {
    blurLine({ from, to: across }, weights, { at: y * width, step: 1, size: width });
  }
  for (let x = 0; x < width; x++) {
    blurLine({ from: across, to }, weights, { at: x, step: width, size: height });
  }
}

function blurLine(
  { from, to }: { readonly from: Float32Array; readonly to: Float32Array },
  weights: Float64Array,
  { at, step, size }: { readonly at: number; readonly step: number; readonly size: number },
): void {
  const radius = (weights.length - 1) / 2;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    if (i >= radius && i + radius < size) {
      const first = at + (i - radius) * step;
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * from[first + k * step]!;
    } else {
      for (let k = -radius; k <= radius; k++) {
        const place = Math.min(Math.max(i + k, 0), size - 1);
        sum += weights[k + radius]! * from[at + place * step]!;
      }
    }
    to[at + i * step] = sum;
  }
}

function sigmoid(t: number): number {
  return 1 / (1 + Math.exp(-t));
}
