/** The number formats of a safetensors file, and the arrays that hold them. */

/** An array that holds the numbers of one {@linkcode SafetensorsDtype}. */
export type SafetensorsArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array;

interface ArrayType {
  readonly name: string;
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer, byteOffset: number, length: number): SafetensorsArray;
}

/** The name of a number format in a safetensors file. */
export type SafetensorsDtype =
  | "BOOL"
  | "U8"
  | "I8"
  | "U16"
  | "I16"
  | "F16"
  | "BF16"
  | "U32"
  | "I32"
  | "F32"
  | "F64"
  | "U64"
  | "I64";

/** Format to array. F16 and BF16 stay as 16-bit patterns, BOOL as bytes of 0 and 1. */
export const DTYPES: Readonly<Record<SafetensorsDtype, ArrayType>> = {
  BOOL: Uint8Array,
  U8: Uint8Array,
  I8: Int8Array,
  U16: Uint16Array,
  I16: Int16Array,
  F16: Uint16Array,
  BF16: Uint16Array,
  U32: Uint32Array,
  I32: Int32Array,
  F32: Float32Array,
  F64: Float64Array,
  U64: BigUint64Array,
  I64: BigInt64Array,
};

/**
 * One tensor of a safetensors file, as {@linkcode readSafetensors} and {@linkcode writeSafetensors} have it.
 */
export interface SafetensorsEntry {
  /** Its format. */
  readonly dtype: SafetensorsDtype;
  /** Its axes; none for a single number. */
  readonly shape: readonly number[];
  /** Its values, row-major; a view of the file where the alignment allows. */
  readonly data: SafetensorsArray;
}

/** How many elements a shape has. */
export function elementsOf(shape: readonly number[]): number {
  return shape.reduce((all, size) => all * size, 1);
}
