/**
 * Decodes little-endian float64 bytes from base64.
 *
 * @throws {RangeError} If the bytes are not a whole number of values.
 *
 * @example
 * ```ts
 * import { decodeFloat64 } from "@evenkeel/testing/golden";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...decodeFloat64("AAAAAAAA8D8=")], [1]);
 * ```
 */
export function decodeFloat64(base64: string): Float64Array<ArrayBuffer> {
  const view = decodeBytes(base64, 8);
  return Float64Array.from({ length: view.byteLength / 8 }, (_, i) => view.getFloat64(8 * i, true));
}

/**
 * Decodes little-endian float32 bytes from base64, into a Float64Array: half the text where float32
 * can represent the numbers anyway.
 *
 * @throws {RangeError} If the bytes are not a whole number of values.
 *
 * @example
 * ```ts
 * import { decodeFloat32 } from "@evenkeel/testing/golden";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...decodeFloat32("AACAPw==")], [1]);
 * ```
 */
export function decodeFloat32(base64: string): Float64Array<ArrayBuffer> {
  const view = decodeBytes(base64, 4);
  return Float64Array.from({ length: view.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

function decodeBytes(base64: string, size: number): DataView<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  if (bytes.length % size !== 0) {
    throw new RangeError(`base64 must hold a multiple of ${size} bytes, got ${bytes.length}`);
  }
  return new DataView(bytes.buffer);
}
