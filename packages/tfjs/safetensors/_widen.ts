/** Half-precision numbers as float32. */

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

function widenHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = bits >> 10 & 0x1f, fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
