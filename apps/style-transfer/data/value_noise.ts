/** Smooth noise on a lattice, the same at every resolution. */

import { Random } from "./random.ts";

/** A function of the plane with values from 0 to 1: four octaves, each half as strong. */
export function valueNoise(random: Random): (x: number, y: number) => number {
  const seed = random.integer(2 ** 31);
  return (x, y) => {
    let sum = 0, weight = 0.5, scale = 1;
    for (let octave = 0; octave < 4; octave++) {
      sum += weight * lattice(seed + octave, x * scale, y * scale);
      weight /= 2;
      scale *= 2;
    }
    return sum / 0.9375;
  };
}

function lattice(seed: number, x: number, y: number): number {
  const i = Math.floor(x), j = Math.floor(y);
  const u = smooth(x - i), v = smooth(y - j);
  const top = corner(seed, i, j) * (1 - u) + corner(seed, i + 1, j) * u;
  const bottom = corner(seed, i, j + 1) * (1 - u) + corner(seed, i + 1, j + 1) * u;
  return top * (1 - v) + bottom * v;
}

function corner(seed: number, i: number, j: number): number {
  let h = Math.imul(i, 0x27d4eb2d) ^ Math.imul(j, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}
