/** Protocol buffers: the wire format, of which all files here need a handful of types. */

/** One field: its number and a whole number, bytes (also texts and messages), or bytes of fixed length. */
export interface Field {
  readonly field: number;
  readonly value: number | Uint8Array;
}

const WIRE_VARINT = 0;
const WIRE_FIXED64 = 1;
const WIRE_BYTES = 2;
const WIRE_FIXED32 = 5;

/** The bytes of a message: its fields one after the other. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A field that is a message, or bytes. */
export function message(field: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return concatBytes([tag(field, WIRE_BYTES), varint(length), ...parts]);
}

/** A field that is a text. */
export function text(field: number, value: string): Uint8Array {
  return message(field, new TextEncoder().encode(value));
}

/** A field that is a whole number, not below zero. */
export function integer(field: number, value: number): Uint8Array {
  return concatBytes([tag(field, WIRE_VARINT), varint(value)]);
}

/** A field of single precision. */
export function float(field: number, value: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setFloat32(0, value, true);
  return concatBytes([tag(field, WIRE_FIXED32), new Uint8Array(bytes.buffer)]);
}

/** A field of double precision. */
export function double(field: number, value: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, value, true);
  return concatBytes([tag(field, WIRE_FIXED64), new Uint8Array(bytes.buffer)]);
}

/**
 * The fields of a message, in their order; its own messages are bytes.
 *
 * @throws {RangeError} If the bytes are no message.
 */
export function readFields(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  const reader = new Reader(bytes);
  while (!reader.atEnd) {
    const head = reader.varint();
    const [field, wire] = [Math.floor(head / 8), head % 8];
    if (field === 0) throw new RangeError("a field must have a number from 1, got 0");
    fields.push({ field, value: readValue(reader, wire) });
  }
  return fields;
}

/** The whole numbers of a packed field. */
export function readVarints(bytes: Uint8Array): number[] {
  const reader = new Reader(bytes);
  const numbers: number[] = [];
  while (!reader.atEnd) numbers.push(reader.varint());
  return numbers;
}

function readValue(reader: Reader, wire: number): number | Uint8Array {
  if (wire === WIRE_VARINT) return reader.varint();
  if (wire === WIRE_BYTES) return reader.take(reader.varint());
  if (wire === WIRE_FIXED32) return reader.take(4);
  if (wire === WIRE_FIXED64) return reader.take(8);
  throw new RangeError(`a wire type must be 0, 1, 2 or 5, got ${wire}`);
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) {
      throw new RangeError(`a field needs ${end} bytes, the message has ${this.#bytes.length}`);
    }
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  varint(): number {
    // Negative numbers take ten bytes, and lose their last bits here: nothing that is read has any.
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.take(1)[0]!;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError("a number must have at most 10 bytes");
  }
}

function tag(field: number, wire: number): Uint8Array {
  return varint(field * 8 + wire);
}

/** Seven bits a byte, lowest first; the top bit says that more follow. */
function varint(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`value must be a non-negative integer, got ${value}`);
  }
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push(rest % 0x80 | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Uint8Array.of(...bytes, rest);
}
