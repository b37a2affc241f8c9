/** Numbers in 64 bits, whatever the caller has. */

import type { FloatArray } from "./types.ts";

/** The same numbers: a copy lets the loops see one type of array. */
export function toFloat64(array: FloatArray): Float64Array {
  return array instanceof Float64Array ? array : new Float64Array(array);
}
