/**
 * A style whose ground truth is known: four tones and ink lines, chosen by how bright a pixel is
 * *relative to its own picture*. It has no phase, so a convolutional net can match it pixel by pixel.
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
  /** The width of lines, in pixels at every size of picture: about 1 to 4. Default 1.6. */
  readonly lineWidth?: number;
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
const INK_LEVEL = 0.16;
const INK_SOFTNESS = 0.05;
const LINE_WIDTH_PX = 1.6;

/**
 * Paints a picture. With `z = (luminance - mean) / deviation` of the whole picture, the tone is a soft
 * step function of `z`, and ink lies where a difference of Gaussians of `z` says "darker than around".
 *
 * Brightening the picture or changing its contrast changes nothing; a picture of one color is all tone.
 *
 * @throws {RangeError} If the line width is not a positive number.
 */
export function applyInkStyle(
  picture: Picture,
  { palette = PALETTE, ink = INK, lineWidth = LINE_WIDTH_PX }: InkOptions = {},
): Picture {
  if (!(lineWidth > 0 && lineWidth < Infinity)) {
    throw new RangeError(`lineWidth must be a positive number of pixels, got ${lineWidth}`);
  }
  const { width, height, alpha } = picture;
  const z = standardize(luminance(picture));
  const fine = blur(z, width, lineWidth / 2);
  const coarse = blur(z, width, lineWidth);
  const { pixels } = createPicture(width, height);
  for (let i = 0; i < z.length; i++) {
    const steps = THRESHOLDS.map((threshold) => sigmoid((fine[i]! - threshold) / SOFTNESS));
    const line = sigmoid((coarse[i]! - fine[i]! - INK_LEVEL) / INK_SOFTNESS);
    for (let c = 0; c < 3; c++) {
      let tone = palette[0][c]!;
      steps.forEach((step, k) => tone += step * (palette[k + 1]![c]! - palette[k]![c]!));
      pixels[3 * i + c] = tone + line * (ink[c]! - tone);
    }
  }
  return { width, height, pixels, ...(alpha ? { alpha } : {}) };
}

function standardize(values: Float32Array): Float32Array {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
  const rstd = variance > 1e-12 ? 1 / Math.sqrt(variance) : 0;
  return values.map((v) => (v - mean) * rstd);
}

/** A Gaussian along both axes; border pixels are repeated. */
function blur(values: Float32Array, width: number, sigma: number): Float32Array {
  const height = values.length / width;
  const radius = Math.ceil(3 * sigma);
  const kernel = Array.from({ length: 2 * radius + 1 }, (_, i) => {
    return Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma));
  });
  const total = kernel.reduce((a, b) => a + b);
  const pass = (source: Float32Array, horizontal: boolean): Float32Array =>
    source.map((_, at) => {
      const x = at % width, y = Math.floor(at / width);
      let sum = 0;
      for (let k = -radius; k <= radius; k++) {
        const column = horizontal ? Math.min(Math.max(x + k, 0), width - 1) : x;
        const row = horizontal ? y : Math.min(Math.max(y + k, 0), height - 1);
        sum += kernel[k + radius]! * source[row * width + column]!;
      }
      return sum / total;
    });
  return pass(pass(values, true), false);
}

function sigmoid(t: number): number {
  return 1 / (1 + Math.exp(-t));
}
