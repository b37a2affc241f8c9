import { AssertionError } from "./assertion_error.ts";

/**
 * Asserts that two typed arrays hold the same bits: `-0` is not `0`, and a NaN equals only a NaN with
 * the same payload.
 *
 * @throws {AssertionError} If types, lengths or bits differ. The message names the first index that
 * differs and both values.
 *
 * @example
 * ```ts
 * import { assertBitEqual, AssertionError } from "@evenkeel/testing";
 * import { assertThrows } from "@std/assert";
 *
 * assertBitEqual(new Float32Array([0.1, NaN]), new Float32Array([0.1, NaN]));
 * assertThrows(() => assertBitEqual(new Float32Array([0]), new Float32Array([-0])), AssertionError);
 * ```
 */
export function assertBitEqual(
  actual: Float32Array | Float64Array,
  expected: Float32Array | Float64Array,
  name = "actual",
): void {
  if (actual.BYTES_PER_ELEMENT !== expected.BYTES_PER_ELEMENT) {
    throw new AssertionError(
      `${name} must be a ${expected.constructor.name}, got a ${actual.constructor.name}`,
    );
  }
  if (actual.length !== expected.length) {
    throw new AssertionError(`${name} must have ${expected.length} elements, got ${actual.length}`);
  }
  const a = words(actual);
  const b = words(expected);
  const first = a.findIndex((word, i) => word !== b[i]);
  if (first === -1) return;
  const index = Math.floor(first * 4 / actual.BYTES_PER_ELEMENT);
  throw new AssertionError(
    `${name}[${index}] must be ${show(expected, index)}, got ${show(actual, index)}, ` +
      `of ${actual.length} elements`,
  );
}

function words(array: Float32Array | Float64Array): Uint32Array {
  return new Uint32Array(array.buffer, array.byteOffset, array.byteLength / 4);
}

/** The value and its bits, since different bits can print alike. */
function show(array: Float32Array | Float64Array, index: number): string {
  const size = array.BYTES_PER_ELEMENT;
  const view = new DataView(array.buffer, array.byteOffset + index * size, size);
  // typed arrays have the order of the machine, which is little-endian wherever JavaScript runs
  const bits = size === 4 ? view.getUint32(0, true) : view.getBigUint64(0, true);
  const value = Object.is(array[index], -0) ? "-0" : `${array[index]}`;
  return `${value} (0x${bits.toString(16).padStart(2 * size, "0")})`;
}
