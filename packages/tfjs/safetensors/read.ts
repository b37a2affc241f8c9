/** Reading safetensors: nothing in the file is trusted. */

import { checkBytes } from "../_check_bytes.ts";
import { DTYPES, elementsOf, type SafetensorsDtype, type SafetensorsEntry } from "./dtypes.ts";
import { findDuplicateKey } from "./duplicate_keys.ts";

const LENGTH_BYTES = 8;
const MAX_HEADER_BYTES = 100_000_000;

/** A safetensors file taken apart: what {@linkcode readSafetensors} returns. */
export interface Safetensors {
  /** The tensors by name, in the order of the header. */
  readonly tensors: Map<string, SafetensorsEntry>;
  /** The free strings that came along. */
  readonly metadata: Map<string, string>;
}

/**
 * Reads a safetensors file: an 8-byte little-endian header length, a JSON header, then row-major
 * little-endian data. Tensors are views of `bytes`, copied only where they are not aligned.
 *
 * @param bytes The whole file. It is not written, and must not be while the views are in use.
 * @returns The tensors and the metadata, by name.
 * @throws {RangeError} If the file is cut short, has duplicate names, holes, overlaps, or a dtype or shape
 * that does not fit its bytes. FP8, FP4 and complex numbers are refused by name.
 * @throws {TypeError} If `bytes` is no Uint8Array.
 *
 * @example
 * ```ts
 * import { readSafetensors, writeSafetensors } from "@evenkeel/tfjs/safetensors";
 * import { assertEquals } from "@std/assert";
 *
 * const one = { dtype: "F32" as const, shape: [2], data: new Float32Array([1, 2]) };
 * const bytes = writeSafetensors(new Map([["gamma", one]]));
 * assertEquals(readSafetensors(bytes).tensors.get("gamma")?.data, one.data);
 * ```
 *
 * @see https://github.com/huggingface/safetensors, format section
 */
export function readSafetensors(bytes: Uint8Array): Safetensors {
  checkBytes(bytes);
  const { header, start } = readHeader(bytes);
  const metadata = readMetadata(header["__metadata__"]);
  const tensors = new Map<string, SafetensorsEntry>();
  const spans: [number, number][] = [];
  const size = bytes.length - start;
  for (const [name, value] of Object.entries(header)) {
    if (name === "__metadata__") continue;
    const { dtype, shape, span } = readEntry(name, value, size);
    spans.push(span);
    tensors.set(name, { dtype, shape, data: view(bytes, start + span[0], { dtype, shape }) });
  }
  checkCoverage(spans, size);
  return { tensors, metadata };
}

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; start: number } {
  if (bytes.length < LENGTH_BYTES) {
    throw new RangeError(`a safetensors file has at least 8 bytes, got ${bytes.length}`);
  }
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (length > MAX_HEADER_BYTES) {
    throw new RangeError(
      `header length must be at most ${MAX_HEADER_BYTES}, got ${length}: is this a safetensors file?`,
    );
  }
  const start = LENGTH_BYTES + length;
  if (start > bytes.length) {
    throw new RangeError(
      `header needs ${start} bytes, the file has ${bytes.length}: is it cut short`,
    );
  }
  const header = parseHeader(bytes.subarray(LENGTH_BYTES, start));
  return { header, start };
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let text: string;
  let parsed: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new RangeError("header must be JSON: is this a safetensors file", { cause });
  }
  if (!text.startsWith("{") || !isRecord(parsed)) {
    throw new RangeError("header must be a JSON object that starts with {");
  }
  const duplicate = findDuplicateKey(text);
  if (duplicate !== undefined) throw new RangeError(`header has the key ${duplicate} twice`);
  return parsed;
}

function readMetadata(value: unknown): Map<string, string> {
  if (value === undefined) return new Map();
  if (!isRecord(value)) throw new RangeError("__metadata__ must be an object");
  return new Map(
    Object.entries(value).map(([key, text]) => {
      if (typeof text === "string") return [key, text];
      throw new RangeError(`__metadata__ must hold strings, got ${typeof text} for "${key}"`);
    }),
  );
}

interface Described {
  readonly dtype: SafetensorsDtype;
  readonly shape: readonly number[];
  readonly span: [number, number];
}

function readEntry(name: string, value: unknown, size: number): Described {
  if (!isRecord(value)) throw new RangeError(`tensor "${name}" must be described by an object`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== "string" || !Object.hasOwn(DTYPES, dtype)) {
    const known = Object.keys(DTYPES).join(", ");
    throw new RangeError(`tensor "${name}" must have a dtype of ${known}, got ${String(dtype)}`);
  }
  if (!isNaturals(shape)) {
    throw new RangeError(`tensor "${name}" must have a shape of non-negative integers`);
  }
  if (!isNaturals(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!) {
    throw new RangeError(`tensor "${name}" must have two ascending data_offsets`);
  }
  const [from, to] = offsets as [number, number];
  const wanted = elementsOf(shape) * DTYPES[dtype as SafetensorsDtype].BYTES_PER_ELEMENT;
  if (to - from !== wanted) {
    throw new RangeError(
      `tensor "${name}" must have ${wanted} bytes (${dtype} [${shape}]), got ${to - from}`,
    );
  }
  if (to > size) {
    throw new RangeError(
      `tensor "${name}" must end within the ${size} bytes of data, got ${to}: is the file cut short`,
    );
  }
  return { dtype: dtype as SafetensorsDtype, shape, span: [from, to] };
}

function checkCoverage(spans: [number, number][], size: number): void {
  let end = 0;
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (from !== end) {
      throw new RangeError(`data must have neither holes nor overlaps, got one at byte ${end}`);
    }
    end = to;
  }
  if (end !== size) {
    throw new RangeError(`data must be covered by tensors, got ${size - end} bytes at the end`);
  }
}

function view(
  bytes: Uint8Array,
  from: number,
  { dtype, shape }: { readonly dtype: SafetensorsDtype; readonly shape: readonly number[] },
): SafetensorsEntry["data"] {
  const type = DTYPES[dtype];
  const length = elementsOf(shape);
  const at = bytes.byteOffset + from;
  if (at % type.BYTES_PER_ELEMENT === 0) {
    return new type(bytes.buffer as ArrayBuffer, at, length);
  }
  const copy = bytes.slice(from, from + length * type.BYTES_PER_ELEMENT);
  return new type(copy.buffer as ArrayBuffer, 0, length);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNaturals(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((v) => Number.isSafeInteger(v) && v >= 0);
}
