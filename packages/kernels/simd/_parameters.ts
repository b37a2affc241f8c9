/** From float64 statistics to the few 32-bit floats that a kernel multiplies and adds with. */

import type { Affine, Projection, Scales } from "../engine.ts";
import type { Machine } from "./_machine.ts";

// Outside of this range, 32-bit products may overflow or vanish where 64-bit ones would not.
/** The smallest factor, except 0, that 32-bit products are trusted with. */
export const SMALLEST_FACTOR: number = 2 ** -60;
/** The largest factor or term. */
export const LARGEST_FACTOR: number = 2 ** 60;

/** Whose parameters: a statistic's and an affine pair's index. They change from call to call. */
export interface Place {
  s: number;
  p: number;
}

/** Where they go: the kernels want runs packed, and sheets in rows. */
export interface Target {
  /** All of the memory. */
  readonly f32: Float32Array;
  /** The index of the first parameter. */
  at: number;
  /** From one parameter to the next. */
  readonly stride: number;
}

function tame(value: number): boolean {
  const size = Math.abs(value);
  return size === 0 || (size >= SMALLEST_FACTOR && size <= LARGEST_FACTOR);
}

function bounded(value: number): boolean {
  return Math.abs(value) <= LARGEST_FACTOR;
}

/**
 * Writes mean, scale and shift of `y = (x - mean) * scale + shift`. The mean's low part, which a
 * 32-bit float cannot hold, goes into the shift. Returns whether 32-bit arithmetic is good enough.
 */
export function writeAffine(affine: Affine, { s, p }: Place, target: Target): boolean {
  const { f32, at, stride } = target;
  const mean = affine.mean[s]!;
  const high = Math.fround(mean);
  const scale = affine.rstd[s]! * affine.gamma[p]!;
  const shift = affine.beta[p]! - (mean - high) * scale;
  f32[at] = high;
  f32[at + stride] = scale;
  f32[at + 2 * stride] = shift;
  // What is added may be as small as it likes: only factors can make a product vanish.
  return tame(affine.rstd[s]!) && tame(scale) && bounded(mean) && bounded(shift);
}

/**
 * Writes mean, gamma, offset, slope and rstd of `dx = ((dy * gamma - offset) - (x - mean) * slope) *
 * rstd`; differences come first, so that what is zero comes out as zero. Returns whether 32-bit
 * arithmetic is good enough.
 */
export function writeGradient(
  scales: Scales & Projection,
  { s, p }: Place,
  target: Target,
): boolean {
  const { f32, at, stride } = target;
  const mean = scales.mean[s]!;
  const high = Math.fround(mean);
  const rstd = scales.rstd[s]!;
  const gamma = scales.gamma[p]!;
  const slope = rstd * scales.slope[s]!;
  const offset = scales.offset[s]! - (mean - high) * slope;
  f32[at] = high;
  f32[at + stride] = gamma;
  f32[at + 2 * stride] = offset;
  f32[at + 3 * stride] = slope;
  f32[at + 4 * stride] = rstd;
  return tame(rstd) && tame(gamma) && bounded(mean) && bounded(offset) && bounded(slope);
}

/** What a kernel with an ending is told besides: the bits of the slope. */
export function endingFields({ ending }: Affine): number[] {
  if (ending === undefined) return [];
  return [...new Uint32Array(Float32Array.of(ending.negativeSlope).buffer)];
}

/** Lines of elements that share a statistic and a parameter: runs, or the columns of a sheet. */
export interface Lines {
  readonly lines: number;
  /** How many parameters each has. */
  readonly each: number;
  /** Whether a line's stand together; otherwise there are rows of them, one to a column. */
  readonly packed: boolean;
  /** Sets the place of a line. */
  readonly find: (line: number, place: Place) => void;
  readonly write: (place: Place, target: Target) => boolean;
}

/** Lends parameters. A line is wild if 32 bits are not good enough for its. */
export function withParameters(
  machine: Machine,
  { lines, each, packed, find, write }: Lines,
  work: (params: number, wild: readonly number[]) => void,
): void {
  machine.withMemory(4 * each * lines, (params) => {
    const wild: number[] = [];
    const place = { s: 0, p: 0 };
    const f32 = new Float32Array(machine.memory.buffer);
    const target = { f32, at: params / 4, stride: packed ? 1 : lines };
    for (let line = 0; line < lines; line++, target.at += packed ? each : 1) {
      find(line, place);
      if (!write(place, target)) wild.push(line);
    }
    work(params, wild);
  });
}

/** Writes the mean alone, rounded; what that costs is made up for later. */
export function writeMean({ mean }: Scales): Lines["write"] {
  return ({ s }, { f32, at }) => {
    f32[at] = mean[s]!;
    return true;
  };
}
