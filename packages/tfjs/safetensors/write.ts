/** Writing safetensors. */

import { DTYPES, elementsOf, type SafetensorsEntry } from "./dtypes.ts";

const ALIGNMENT_BYTES = 8;

/**
 * Writes a safetensors file. Tensors stand in the order of decreasing alignment, then of the map, as in
 * the reference implementation, so that all of them can be read as views.
 *
 * @param tensors Named arrays with their shapes.
 * @param options `metadata`: strings to take along. Default: none.
 * @returns The whole file, a new array.
 * @throws {RangeError} If an array does not have as many elements as its shape, or a name is reserved.
 * @throws {TypeError} If an array is not of the type of its dtype.
 *
 * @example
 * ```ts
 * import { writeSafetensors } from "@evenkeel/tfjs/safetensors";
 * import { assertEquals } from "@std/assert";
 *
 * const one = { dtype: "U8" as const, shape: [3], data: new Uint8Array([1, 2, 3]) };
 * const bytes = writeSafetensors(new Map([["a", one]]), { metadata: { format: "tf" } });
 * assertEquals([...bytes.slice(-3)], [1, 2, 3]);
 * ```
 *
 * @see https://github.com/huggingface/safetensors, format section
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, SafetensorsEntry>,
  options: { readonly metadata?: Readonly<Record<string, string>> } = {},
): Uint8Array<ArrayBuffer> {
  const { metadata } = options;
  const sorted = [...tensors].toSorted(([, a], [, b]) => widthOf(b) - widthOf(a));
  const entries: [string, unknown][] = metadata === undefined ? [] : [["__metadata__", metadata]];
  let end = 0;
  for (const [name, entry] of sorted) {
    checkEntry(name, entry);
    const { dtype, shape, data } = entry;
    entries.push([name, { dtype, shape, data_offsets: [end, end + data.byteLength] }]);
    end += data.byteLength;
  }
  const header = paddedHeader(entries);
  const bytes = new Uint8Array(ALIGNMENT_BYTES + header.length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, ALIGNMENT_BYTES);
  let at = ALIGNMENT_BYTES + header.length;
  for (const [, { data }] of sorted) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

function paddedHeader(entries: [string, unknown][]): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const length = Math.ceil(text.length / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
  const header = new Uint8Array(length).fill(0x20);
  header.set(text);
  return header;
}

function widthOf({ dtype }: SafetensorsEntry): number {
  return DTYPES[dtype].BYTES_PER_ELEMENT;
}

function checkEntry(name: string, { dtype, shape, data }: SafetensorsEntry): void {
  if (name === "__metadata__") throw new RangeError('a tensor must not be named "__metadata__"');
  if (!(data instanceof DTYPES[dtype])) {
    throw new TypeError(
      `tensor "${name}" must be a ${DTYPES[dtype].name} (${dtype}), got ${data.constructor.name}`,
    );
  }
  if (data.length !== elementsOf(shape)) {
    throw new RangeError(
      `tensor "${name}" must have ${elementsOf(shape)} elements ([${shape}]), got ${data.length}`,
    );
  }
}
