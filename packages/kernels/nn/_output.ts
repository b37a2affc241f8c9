/** Arrays that operations write. */

import { checkArray, describe } from "../_check.ts";
import type { FloatArray } from "../types.ts";

/** A number of elements, and what they are. */
export interface Wanted {
  readonly length: number;
  readonly unit: string;
}

/** What a caller gave to be written, checked; a new array of the type of `like` otherwise. */
export function outputLike<T extends FloatArray>(
  out: T | undefined,
  like: T,
  wanted: Wanted,
): T {
  if (out === undefined) {
    const created: FloatArray = like instanceof Float32Array
      ? new Float32Array(wanted.length)
      : new Float64Array(wanted.length);
    return created as T;
  }
  checkArray("out", out, wanted);
  checkSameType("out", out, like);
  return out;
}

/** Arrays of one operation have one type. */
export function checkSameType(name: string, array: FloatArray, like: FloatArray): void {
  if (array.constructor === like.constructor) return;
  throw new TypeError(`${name} must be a ${describe(like)} like the input, got ${describe(array)}`);
}

/** An array of the shape. */
export function checkShaped(name: string, array: FloatArray, shape: readonly number[]): void {
  checkArray(name, array, wantedOf(shape));
}

/** As many elements as a shape says. */
export function wantedOf(shape: readonly number[]): Wanted {
  return { length: shape.reduce((all, size) => all * size, 1), unit: `[${shape}]` };
}
