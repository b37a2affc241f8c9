/** From float64 statistics to the few 32-bit floats that a kernel multiplies and adds with. */

import type { Affine, Projection, Scales } from "../engine.ts";
import { BACKWARD } from "./_kernels/map.ts";
import type { Machine } from "./_machine.ts";
import { LARGEST_FACTOR, SMALLEST_FACTOR } from "./_trust.ts";

/** The most that a line has. */
export const MOST_PARAMETERS: number = BACKWARD.params;

/** Whose parameters: a statistic's and an affine pair's index. */
export interface Place {
  s: number;
  p: number;
}

/** Lines of elements that share a statistic and a parameter: runs, or the columns of a sheet. */
export interface Lines {
  /** The statistic of each line, counted from the first. */
  readonly statistic: Uint32Array;
  /** The parameter of each line, counted from the first. */
  readonly affine: Uint32Array;
  readonly first: Place;
}

/** Some of the lines; a view takes its time, and often all are wanted. */
export function cutLines(lines: Lines, from: number, to: number): Lines {
  const { statistic, affine, first } = lines;
  if (from === 0 && to >= statistic.length) return lines;
  return { statistic: statistic.subarray(from, to), affine: affine.subarray(from, to), first };
}

/** Where parameters go: the kernels want those of runs packed, and those of sheets in rows. */
interface Target {
  /** All of the memory. */
  readonly f32: Float32Array;
  /** The index of the first parameter. */
  readonly at: number;
  /** From one line to the next. */
  readonly next: number;
  /** From one parameter of a line to the next. */
  readonly stride: number;
}

/** Writes the parameters of lines; gives those for which 32-bit arithmetic is not good enough. */
export type Writer = (lines: Lines, target: Target) => number[];

function tame(value: number): boolean {
  const size = Math.abs(value);
  return size === 0 || (size >= SMALLEST_FACTOR && size <= LARGEST_FACTOR);
}

function bounded(value: number): boolean {
  return Math.abs(value) <= LARGEST_FACTOR;
}

/**
 * Mean, scale and shift of `y = (x - mean) * scale + shift`. The mean's low part, which a 32-bit float
 * cannot hold, goes into the shift.
 */
export function affineWriter({ mean, rstd, gamma, beta }: Affine): Writer {
  return ({ statistic, affine, first }, { f32, at, next, stride }) => {
    const wild: number[] = [];
    for (let line = 0, to = at; line < statistic.length; line++, to += next) {
      const s = first.s + statistic[line]!, p = first.p + affine[line]!;
      const high = Math.fround(mean[s]!);
      const scale = rstd[s]! * gamma[p]!;
      const shift = beta[p]! - (mean[s]! - high) * scale;
      f32[to] = high;
      f32[to + stride] = scale;
      f32[to + 2 * stride] = shift;
      // What is added may be as small as it likes: only factors can make a product vanish.
      if (!(tame(rstd[s]!) && tame(scale) && bounded(high) && bounded(shift))) wild.push(line);
    }
    return wild;
  };
}

/**
 * Mean, gamma, offset, slope and rstd of `dx = ((dy * gamma - offset) - (x - mean) * slope) * rstd`;
 * differences come first, so that what is zero comes out as zero.
 */
export function gradientWriter(scales: Scales & Projection): Writer {
  const { mean, rstd, gamma } = scales;
  return ({ statistic, affine, first }, { f32, at, next, stride }) => {
    const wild: number[] = [];
    for (let line = 0, to = at; line < statistic.length; line++, to += next) {
      const s = first.s + statistic[line]!;
      const factor = gamma[first.p + affine[line]!]!;
      const high = Math.fround(mean[s]!);
      const slope = rstd[s]! * scales.slope[s]!;
      const offset = scales.offset[s]! - (mean[s]! - high) * slope;
      f32[to] = high;
      f32[to + stride] = factor;
      f32[to + 2 * stride] = offset;
      f32[to + 3 * stride] = slope;
      f32[to + 4 * stride] = rstd[s]!;
      if (
        !(tame(rstd[s]!) && tame(factor) && bounded(high) && bounded(offset) && bounded(slope))
      ) wild.push(line);
    }
    return wild;
  };
}

/** The mean alone, rounded; what that costs is made up for later. */
export function meanWriter({ mean }: Scales): Writer {
  return ({ statistic, first }, { f32, at, next }) => {
    for (let line = 0, to = at; line < statistic.length; line++, to += next) {
      f32[to] = mean[first.s + statistic[line]!]!;
    }
    return [];
  };
}

/** What a kernel with an ending is told besides: the bits of the slope. */
export function endingFields({ ending }: Pick<Affine, "ending">): number[] {
  if (ending === undefined) return [];
  return [...new Uint32Array(Float32Array.of(ending.negativeSlope).buffer)];
}

/** Lends so many parameters to a line. Lines are wild if 32 bits are not good enough for theirs. */
export function withParameters(
  machine: Machine,
  lines: Lines,
  { each, packed, write, work }: {
    readonly each: number;
    /** Whether a line's stand together; otherwise there are rows of them, one to a column. */
    readonly packed: boolean;
    readonly write: Writer;
    readonly work: (params: number, wild: readonly number[]) => void;
  },
): void {
  const howMany = lines.statistic.length;
  machine.withMemory(4 * each * howMany, (params) => {
    const [next, stride] = packed ? [each, 1] : [1, howMany];
    work(params, write(lines, { f32: machine.f32, at: params / 4, next, stride }));
  });
}
