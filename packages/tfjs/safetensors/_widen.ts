/** Half-precision numbers as float32. */

import { widenHalf } from "../_half.ts";
import type { SafetensorsEntry } from "./dtypes.ts";

/** The values as float32, exactly: F32 as they are, F16 and BF16 widened. */
export function toFloat32(name: string, { dtype, data }: SafetensorsEntry): Float32Array {
  if (data instanceof Float32Array) return data;
  if (dtype === "BF16") {
    return new Float32Array(Uint32Array.from(data as Uint16Array, (bits) => bits << 16).buffer);
  }
  if (dtype === "F16") return Float32Array.from(data as Uint16Array, widenHalf);
  throw new TypeError(`tensor "${name}" must be F32, F16 or BF16, got ${dtype}`);
}
