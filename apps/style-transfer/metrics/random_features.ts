/** What a small net with random kernels, the same ones on every machine, sees in a picture. */

import type { Picture } from "../data/picture.ts";
import { Random } from "../data/random.ts";

/** Channels after each convolution. */
const CHANNELS = [8, 16, 32] as const;
const KERNEL_PX = 3;
/** The net is one and the same for everybody: numbers of different runs can be compared. */
const SEED = 20160601;

/** Numbers that a picture becomes: for each channel of each layer, a mean and a deviation. */
export const FEATURE_COUNT: number = 2 * CHANNELS.reduce((sum, channels) => sum + channels, 0);

/** Values of one layer, channels last. */
interface Maps {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly values: Float32Array;
}

/**
 * Three 3x3 convolutions with ReLU, each but the last followed by a mean of 2x2, over values from -1 to 1 and
 * without padding. Kernels are normal with variance `2 / inputs`. Random nets know textures nearly as well as
 * trained ones.
 *
 * @param picture At least 16 pixels wide and high.
 *
 * @see Ustyuzhaninov, Brendel, Gatys, Bethge, "Texture synthesis using shallow convolutional networks with
 *   random filters" (2016), arXiv 1606.00021
 */
export function randomFeatures({ width, height, pixels }: Picture): Float64Array {
  const features: number[] = [];
  let maps: Maps = { width, height, channels: 3, values: pixels.map((v) => 2 * v - 1) };
  CHANNELS.forEach((channels, layer) => {
    maps = convolve(layer === 0 ? maps : pool(maps), channels, new Random(SEED, layer));
    features.push(...momentsOf(maps));
  });
  return Float64Array.from(features);
}

function convolve(maps: Maps, channels: number, random: Random): Maps {
  const inputs = KERNEL_PX * KERNEL_PX * maps.channels;
  const kernel = Float64Array.from(
    { length: inputs * channels },
    () => Math.sqrt(2 / inputs) * random.normal(),
  );
  const width = maps.width - KERNEL_PX + 1, height = maps.height - KERNEL_PX + 1;
  const values = new Float32Array(width * height * channels);
  const line = KERNEL_PX * maps.channels;
  const sums = new Float64Array(channels);
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at += channels) {
      sums.fill(0);
      for (let y = 0, tap = 0; y < KERNEL_PX; y++) {
        const from = ((row + y) * maps.width + column) * maps.channels;
        for (let i = 0; i < line; i++) {
          const value = maps.values[from + i]!;
          for (let c = 0; c < channels; c++) sums[c] = sums[c]! + value * kernel[tap + c]!;
          tap += channels;
        }
      }
      for (let c = 0; c < channels; c++) values[at + c] = Math.max(0, sums[c]!);
    }
  }
  return { width, height, channels, values };
}

/** Means of 2x2; of an odd side, the last row or column counts twice. */
function pool(maps: Maps): Maps {
  const width = (maps.width + 1) >> 1, height = (maps.height + 1) >> 1, { channels } = maps;
  const values = new Float32Array(width * height * channels);
  for (let row = 0, at = 0; row < height; row++) {
    const top = 2 * row * maps.width, bottom = Math.min(2 * row + 1, maps.height - 1) * maps.width;
    for (let column = 0; column < width; column++) {
      const left = 2 * column, right = Math.min(left + 1, maps.width - 1);
      const places = [top + left, top + right, bottom + left, bottom + right];
      for (let c = 0; c < channels; c++, at++) {
        for (const place of places) {
          values[at] = values[at]! + maps.values[place * channels + c]! / 4;
        }
      }
    }
  }
  return { width, height, channels, values };
}

/** All means, then all deviations. */
function momentsOf({ width, height, channels, values }: Maps): number[] {
  const n = width * height;
  const sums = new Float64Array(channels), squares = new Float64Array(channels);
  for (let i = 0; i < values.length; i++) {
    sums[i % channels]! += values[i]!;
    squares[i % channels]! += values[i]! ** 2;
  }
  const means = sums.map((sum) => sum / n);
  const deviations = squares.map((sum, c) => Math.sqrt(Math.max(0, sum / n - means[c]! ** 2)));
  return [...means, ...deviations];
}
