/** Inputs on which normalization goes wrong: one statistic each, as a plane of one channel or of more. */

import { randomArray } from "@evenkeel/testing";

/** One input. */
export interface AccuracyCase {
  readonly name: string;
  readonly height: number;
  readonly width: number;
  readonly epsilon: number;
  /** How many equal channels lie interleaved, channels-last; 1 means that there is but one plane. */
  readonly channels: number;
  /** The values of one channel. Makes the values anew, so that they need not all be in memory. */
  values(): Float32Array<ArrayBuffer>;
}

const EPSILON = 1e-5;
const SEED = 1;
const CHANNELS = 5; // no multiple of what a SIMD register holds

/** The hard cases. */
export const ACCURACY_CASES: readonly AccuracyCase[] = [
  normal("N(0, 1)", 256, { mean: 0, sigma: 1 }),
  normal("N(100, 0.01²)", 256, { mean: 100, sigma: 0.01 }),
  normal("N(1e3, 1)", 256, { mean: 1e3, sigma: 1 }),
  normal("N(1e4, 1)", 256, { mean: 1e4, sigma: 1 }),
  normal("N(1e6, 1)", 256, { mean: 1e6, sigma: 1 }),
  plane("1e6 ± 0.5, 2²² values", [2048, 2048], (i) => 1e6 + (i % 2 === 0 ? 0.5 : -0.5)),
  plane("0.7 + 0.1 sin, 1080p", [1080, 1920], (i) => 0.7 + 0.1 * Math.sin(i / 100)),
  normal("N(5, 1), 2²⁴ values", 4096, { mean: 5, sigma: 1 }),
  plane("0.1, 2²⁴ equal values", [4096, 4096], () => 0.1),
  plane("1e10, 4096 equal values", [64, 64], () => 1e10),
  normal("N(0, 1e30²)", 256, { mean: 0, sigma: 1e30 }),
  plane("±3e38", [64, 64], (i) => (i % 3 === 0 ? 3e38 : -3e38)),
  normal("N(0, 1e-30²), ε = 0", 256, { mean: 0, sigma: 1e-30 }, 0),
  normal("N(0, 1e-40²), ε = 0", 256, { mean: 0, sigma: 1e-40 }, 0),
  channelsLast(normal("N(1e4, 1)", 256, { mean: 1e4, sigma: 1 })),
  channelsLast(normal("N(1e6, 1)", 256, { mean: 1e6, sigma: 1 })),
  channelsLast(plane("0.7 + 0.1 sin, 1080p", [1080, 1920], (i) => 0.7 + 0.1 * Math.sin(i / 100))),
];

/** The same plane in each of several channels, position by position. */
function channelsLast(one: AccuracyCase): AccuracyCase {
  return { ...one, name: `${one.name}, channels-last`, channels: CHANNELS };
}

/** Every value so many times in a row. */
export function interleave(
  x: Float32Array<ArrayBuffer>,
  channels: number,
): Float32Array<ArrayBuffer> {
  if (channels === 1) return x;
  const all = new Float32Array(x.length * channels);
  x.forEach((value, i) => all.fill(value, i * channels, (i + 1) * channels));
  return all;
}

function normal(
  name: string,
  side: number,
  { mean, sigma }: { readonly mean: number; readonly sigma: number },
  epsilon: number = EPSILON,
): AccuracyCase {
  const values = () => randomArray(side * side, SEED, { mean, sigma, type: "float32" });
  return { name, height: side, width: side, epsilon, channels: 1, values };
}

function plane(
  name: string,
  [height, width]: readonly [number, number],
  value: (i: number) => number,
): AccuracyCase {
  const values = () => {
    const array = new Float32Array(height * width);
    for (let i = 0; i < array.length; i++) array[i] = value(i);
    return array;
  };
  return { name, height, width, epsilon: EPSILON, channels: 1, values };
}
