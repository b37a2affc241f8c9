/** A weight as a matrix, one row per output: what power iterations need of it, in float64. */

import type { KeptAxis } from "./_kept_axis.ts";
import type { FloatArray } from "./types.ts";

/** `W v`: one number per output. */
export function timesColumn(x: FloatArray, at: KeptAxis, v: Float64Array): Float64Array {
  const { before, kept, after } = at;
  const result = new Float64Array(kept);
  let i = 0;
  for (let outer = 0; outer < before; outer++) {
    for (let row = 0; row < kept; row++) {
      let sum = 0;
      for (let inner = 0; inner < after; inner++) sum += x[i++]! * v[outer * after + inner]!;
      result[row] = result[row]! + sum;
    }
  }
  return result;
}

/** `u W`: one number per element that leads to an output, in the order of memory. */
export function rowTimes(u: Float64Array, x: FloatArray, at: KeptAxis): Float64Array {
  const { before, kept, after } = at;
  const result = new Float64Array(before * after);
  let i = 0;
  for (let outer = 0; outer < before; outer++) {
    for (let row = 0; row < kept; row++) {
      const factor = u[row]!;
      for (let inner = 0; inner < after; inner++) {
        const column = outer * after + inner;
        result[column] = result[column]! + factor * x[i++]!;
      }
    }
  }
  return result;
}

/** Writes `(dy - share * u v) / sigma`. */
export function subtractOuter(
  at: KeptAxis,
  { dy, dx }: { readonly dy: FloatArray; readonly dx: FloatArray },
  { u, v, share, sigma }: {
    readonly u: Float64Array;
    readonly v: Float64Array;
    readonly share: number;
    readonly sigma: number;
  },
): void {
  const { before, kept, after } = at;
  let i = 0;
  for (let outer = 0; outer < before; outer++) {
    for (let row = 0; row < kept; row++) {
      const factor = share * u[row]!;
      for (let inner = 0; inner < after; inner++, i++) {
        dx[i] = (dy[i]! - factor * v[outer * after + inner]!) / sigma;
      }
    }
  }
}

/** `sum(a * b)`. */
export function dot(a: FloatArray, b: FloatArray): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** What keeps a length from 0: a least length, or what is added to its square. */
export interface LengthFloor {
  readonly least: number;
  readonly added: number;
}

/** `a / max(sqrt(|a|**2 + added), least)`, or undefined where that would leave nothing of it. */
export function direction(
  a: Float64Array,
  { least, added }: LengthFloor,
): Float64Array | undefined {
  const length = Math.max(Math.sqrt(dot(a, a) + added), least);
  return length === 0 || a.every((value) => value === 0)
    ? undefined
    : a.map((value) => value / length);
}
