/** Arrays that operations read and write. */

import { checkApart, checkArray, checkInPlace, describe, type Inputs } from "../_check.ts";
import type { FloatArray } from "../types.ts";

/** A number of elements, and what they are. */
export interface Wanted {
  readonly length: number;
  readonly unit: string;
}

/** What an output must be. */
export interface WantedOutput extends Wanted {
  /** What is read while it is written. Default: nothing. */
  readonly inputs?: Inputs;
  /** Whether it may be one of them. Default false. */
  readonly inPlace?: boolean;
}

/** What a caller gave to be written, checked; a new array of the type of `like` otherwise. */
export function outputLike<T extends FloatArray>(
  out: T | undefined,
  like: T,
  { inputs = {}, inPlace = false, ...wanted }: WantedOutput,
): T {
  if (out === undefined) {
    const created: FloatArray = like instanceof Float32Array
      ? new Float32Array(wanted.length)
      : new Float64Array(wanted.length);
    return created as T;
  }
  checkArray("out", out, wanted);
  checkSameType("out", out, like);
  if (inPlace) checkInPlace("out", out, inputs);
  else checkApart("out", out, inputs);
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

/** An array of 32-bit floats: what operations take that have no other loops than the engine's. */
export function checkFloat32(name: string, array: Float32Array, wanted: Wanted): void {
  if (!(array instanceof Float32Array)) {
    throw new TypeError(`${name} must be a Float32Array, got ${describe(array)}`);
  }
  checkArray(name, array, wanted);
}

/** As many elements as a shape says. */
export function wantedOf(shape: readonly number[]): Wanted {
  return { length: shape.reduce((all, size) => all * size, 1), unit: `[${shape}]` };
}
