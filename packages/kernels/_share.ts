/** A learned share from 0 to 1, as the gates of the mixed norms are. */

import { checkArray } from "./_check.ts";
import type { FloatArray } from "./types.ts";

/** A share per channel; what is out of range counts as the nearest end. */
export interface Share {
  readonly value: Float64Array;
  /** `1 - value`. */
  readonly rest: Float64Array;
  /** The gradient of the clipping: 0 out of range. */
  gradient(dvalue: Float64Array, drest: Float64Array): Float64Array;
}

/** Checks and clips. */
export function createShare(name: string, array: FloatArray, c: number): Share {
  checkArray(name, array, { length: c, unit: "channels" });
  const given = Float64Array.from(array);
  const value = given.map((share) => Math.min(Math.max(share, 0), 1));
  return {
    value,
    rest: value.map((share) => 1 - share),
    gradient: (dvalue, drest) =>
      dvalue.map((value, i) => given[i]! < 0 || given[i]! > 1 ? 0 : value - drest[i]!),
  };
}
