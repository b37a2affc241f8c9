/** The numbers of one weight of `model.json`, without a backend. */

import { widenHalf } from "../_half.ts";
import { isRecord, type JsonRecord } from "./_json.ts";

/** How a weight is stored. */
export interface Encoding {
  /** What it is when decoded. */
  readonly dtype: "float32" | "int32" | "bool";
  /** What it is in the file. */
  readonly stored: "float16" | "float32" | "int32" | "uint8" | "uint16" | "bool";
  readonly scale: number;
  readonly min: number;
}

const STORED_BYTES: Readonly<Record<Encoding["stored"], number>> = {
  float16: 2,
  float32: 4,
  int32: 4,
  uint8: 1,
  uint16: 2,
  bool: 1,
};

/** Reads the encoding of an entry of the manifest. */
export function readEncoding({ dtype, quantization }: JsonRecord, where: string): Encoding {
  if (dtype !== "float32" && dtype !== "int32" && dtype !== "bool") {
    throw new RangeError(`${where} must be of numbers, got dtype ${dtype}`);
  }
  if (!isRecord(quantization)) return { dtype, stored: dtype, scale: 1, min: 0 };
  const { dtype: stored, scale = 1, min = 0 } = quantization;
  if (stored !== "float16" && stored !== "uint8" && stored !== "uint16") {
    throw new RangeError(`${where} must be quantized to float16, uint8 or uint16, got ${stored}`);
  }
  if (!isFinite(scale) || !isFinite(min)) {
    throw new RangeError(`${where} must have a finite scale and min, got ${scale} and ${min}`);
  }
  return { dtype, stored, scale, min };
}

function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}

/** How many bytes one element takes. */
export function bytesPerElement({ stored }: Encoding): number {
  return STORED_BYTES[stored];
}

/** Decodes little-endian bytes. */
export function decode(bytes: Uint8Array, encoding: Encoding): Float32Array | Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = bytesPerElement(encoding);
  const { dtype, stored, scale, min } = encoding;
  const count = bytes.length / width;
  const values = dtype === "float32" ? new Float32Array(count) : new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const value = readNumber(view, i * width, stored) * scale + min;
    values[i] = dtype === "float32" ? value : Math.round(value);
  }
  return values;
}

function readNumber(view: DataView, at: number, stored: Encoding["stored"]): number {
  switch (stored) {
    case "float32":
      return view.getFloat32(at, true);
    case "int32":
      return view.getInt32(at, true);
    case "float16":
      return widenHalf(view.getUint16(at, true));
    case "uint16":
      return view.getUint16(at, true);
    default:
      return view.getUint8(at);
  }
}
