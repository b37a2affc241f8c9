/** Instructions on single numbers. */

import { float, signed, unsigned } from "./encode.ts";
import type { Statement, Type, Value } from "./types.ts";

type Binary<T extends Type, R extends Type = T> = (a: Value<T>, b: Value<T>) => Value<R>;
type Unary<T extends Type, R extends Type = T> = (a: Value<T>) => Value<R>;

/** An instruction that takes values and leaves one. */
export function instruction<T extends Type>(
  type: T,
  code: readonly number[],
  ...operands: readonly Value<Type>[]
): Value<T> {
  return { type, bytes: [...operands.map((operand) => operand.bytes), code] };
}

function binary<T extends Type, R extends Type>(result: R, code: number): Binary<T, R> {
  return (a, b) => instruction(result, [code], a, b);
}

function unary<T extends Type, R extends Type>(result: R, code: number): Unary<T, R> {
  return (a) => instruction(result, [code], a);
}

/** Reads memory. The address is in bytes; the offset is a constant. */
export type Load<T extends Type> = (address: Value<"i32">, offset?: number) => Value<T>;
/** Writes memory. */
export type Store<T extends Type> = (
  address: Value<"i32">,
  value: Value<T>,
  offset?: number,
) => Statement;

/** An instruction that reads. `align` is the logarithm of the alignment that it promises. */
export function load<T extends Type>(type: T, code: readonly number[], align: number): Load<T> {
  return (address, offset = 0) =>
    instruction(type, [...code, ...unsigned(align), ...unsigned(offset)], address);
}

/** An instruction that writes. */
export function store<T extends Type>(code: readonly number[], align: number): Store<T> {
  return (address, value, offset = 0) => ({
    bytes: [
      address.bytes,
      value.bytes,
      ...code,
      ...unsigned(align),
      ...unsigned(offset),
    ],
  });
}

/** 32-bit integers, unsigned where it matters. */
export const i32: {
  readonly const: (value: number) => Value<"i32">;
  readonly load: Load<"i32">;
  readonly store: Store<"i32">;
  readonly add: Binary<"i32">;
  readonly sub: Binary<"i32">;
  readonly mul: Binary<"i32">;
  readonly div: Binary<"i32">;
  readonly rem: Binary<"i32">;
  readonly and: Binary<"i32">;
  readonly or: Binary<"i32">;
  readonly shl: Binary<"i32">;
  readonly lt: Binary<"i32">;
  readonly ge: Binary<"i32">;
  readonly eq: Binary<"i32">;
} = {
  const: (value) => instruction("i32", [0x41, ...signed(value | 0)]),
  load: load("i32", [0x28], 2),
  store: store([0x36], 2),
  add: binary("i32", 0x6a),
  sub: binary("i32", 0x6b),
  mul: binary("i32", 0x6c),
  div: binary("i32", 0x6e),
  rem: binary("i32", 0x70),
  and: binary("i32", 0x71),
  or: binary("i32", 0x72),
  shl: binary("i32", 0x74),
  lt: binary("i32", 0x49),
  ge: binary("i32", 0x4f),
  eq: binary("i32", 0x46),
};

/** What both widths of float can do. */
export interface FloatInstructions<T extends "f32" | "f64"> {
  readonly const: (value: number) => Value<T>;
  readonly load: Load<T>;
  readonly store: Store<T>;
  readonly add: Binary<T>;
  readonly mul: Binary<T>;
  readonly div: Binary<T>;
}

/** 32-bit floats. */
export const f32: FloatInstructions<"f32"> & {
  readonly sub: Binary<"f32">;
  /** From an unsigned integer. */
  readonly convert: Unary<"i32", "f32">;
} = {
  const: (value) => instruction("f32", [0x43, ...float(value, 32)]),
  load: load("f32", [0x2a], 2),
  store: store([0x38], 2),
  add: binary("f32", 0x92),
  sub: binary("f32", 0x93),
  mul: binary("f32", 0x94),
  div: binary("f32", 0x95),
  convert: unary("f32", 0xb3),
};

/** 64-bit floats. */
export const f64: FloatInstructions<"f64"> & {
  readonly eq: Binary<"f64", "i32">;
  /** From a 32-bit float, exactly. */
  readonly promote: Unary<"f32", "f64">;
  /** From an unsigned integer, exactly. */
  readonly convert: Unary<"i32", "f64">;
} = {
  const: (value) => instruction("f64", [0x44, ...float(value, 64)]),
  load: load("f64", [0x2b], 3),
  store: store([0x39], 3),
  add: binary("f64", 0xa0),
  mul: binary("f64", 0xa2),
  div: binary("f64", 0xa3),
  eq: binary("i32", 0x61),
  promote: unary("f64", 0xbb),
  convert: unary("f64", 0xb8),
};
