/** Instructions on 128 bits: four 32-bit or two 64-bit floats. */

import { unsigned } from "./encode.ts";
import { i32, instruction, type Load, load, type Store, store } from "./scalars.ts";
import type { Type, Value } from "./types.ts";

type Vector = Value<"v128">;
type Binary = (a: Vector, b: Vector) => Vector;

function code(opcode: number): number[] {
  return [0xfd, ...unsigned(opcode)];
}

function binary(opcode: number): Binary {
  return (a, b) => instruction("v128", code(opcode), a, b);
}

function splat<T extends Type>(opcode: number): (a: Value<T>) => Vector {
  return (a) => instruction("v128", code(opcode), a);
}

/** Memory and bits. Nothing is promised about alignment beyond that of a float. */
export const v128: {
  readonly load: Load<"v128">;
  readonly store: Store<"v128">;
  /** One 32-bit float, four times. */
  readonly load32Splat: Load<"v128">;
  readonly and: Binary;
  readonly or: Binary;
  /** Bits of `a` where the mask is 1, else of `b`. */
  readonly bitselect: (a: Vector, b: Vector, mask: Vector) => Vector;
  /** 1 if a bit is 1. */
  readonly anyTrue: (a: Vector) => Value<"i32">;
  /** 1 if neither half is 0. */
  readonly bothTrue: (a: Vector) => Value<"i32">;
} = {
  load: load("v128", code(0x00), 2),
  store: store(code(0x0b), 2),
  load32Splat: load("v128", code(0x09), 2),
  and: binary(0x4e),
  or: binary(0x50),
  bitselect: (a, b, mask) => instruction("v128", code(0x52), a, b, mask),
  anyTrue: (a) => instruction("i32", code(0x53), a),
  bothTrue: (a) => instruction("i32", code(0xc3), a),
};

/** Four 32-bit integers. */
export const i32x4: {
  readonly splat: (a: Value<"i32">) => Vector;
  readonly shl: (a: Vector, bits: number) => Vector;
} = {
  splat: /* @__PURE__ */ splat(0x11),
  shl: (a, bits) => instruction("v128", code(0xab), a, i32.const(bits)),
};

/** Four 32-bit floats. */
export const f32x4: {
  readonly splat: (a: Value<"f32">) => Vector;
  readonly lane: (a: Vector, index: number) => Value<"f32">;
  readonly add: Binary;
  readonly sub: Binary;
  readonly mul: Binary;
  readonly div: Binary;
  /** All ones where `a == b`; NaN is equal to nothing. */
  readonly eq: Binary;
  /** All ones where `a != b`. */
  readonly ne: Binary;
  /** Two and two 64-bit floats, rounded. */
  readonly demote: Binary;
} = {
  splat: splat(0x13),
  lane: (a, index) => instruction("f32", [...code(0x1f), index], a),
  add: binary(0xe4),
  sub: binary(0xe5),
  mul: binary(0xe6),
  div: binary(0xe7),
  eq: binary(0x41),
  ne: binary(0x42),
  demote: (a, b) => {
    const halves = [a, b].map((half) => instruction("v128", code(0x5e), half));
    const lowHalves = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];
    return instruction("v128", [...code(0x0d), ...lowHalves], ...halves);
  },
};

/** More for four 32-bit floats: what norms go without, and so do their bundles. */
export const f32x4More: {
  readonly abs: (a: Vector) => Vector;
  readonly neg: (a: Vector) => Vector;
  readonly min: Binary;
  readonly max: Binary;
  /** `b < a ? b : a`, which is one instruction where `min` is several. */
  readonly pmin: Binary;
  /** `a < b ? b : a` */
  readonly pmax: Binary;
  /** All ones where `a <= b`. */
  readonly le: Binary;
  /** All ones where `a < b`. */
  readonly lt: Binary;
} = {
  abs: (a) => instruction("v128", code(0xe0), a),
  neg: (a) => instruction("v128", code(0xe1), a),
  min: /* @__PURE__ */ binary(0xe8),
  max: /* @__PURE__ */ binary(0xe9),
  pmin: /* @__PURE__ */ binary(0xea),
  pmax: /* @__PURE__ */ binary(0xeb),
  le: /* @__PURE__ */ binary(0x45),
  lt: /* @__PURE__ */ binary(0x43),
};

/** `a * b + c` of 32-bit floats, rounded once or twice as the machine likes; not every machine has it. */
export function relaxedMultiplyAdd(a: Vector, b: Vector, c: Vector): Vector {
  return instruction("v128", code(0x105), a, b, c);
}

/** Two 64-bit floats. */
export const f64x2: {
  readonly splat: (a: Value<"f64">) => Vector;
  readonly lane: (a: Vector, index: number) => Value<"f64">;
  readonly add: Binary;
  readonly sub: Binary;
  readonly mul: Binary;
  readonly div: Binary;
  readonly sqrt: (a: Vector) => Vector;
  readonly abs: (a: Vector) => Vector;
  /** All ones where `a == b`. */
  readonly eq: Binary;
  /** All ones where `a <= b`. */
  readonly le: Binary;
  /** The first two of four 32-bit floats, exactly. */
  readonly promoteLow: (a: Vector) => Vector;
  /** The last two of four 32-bit floats, exactly. */
  readonly promoteHigh: (a: Vector) => Vector;
} = {
  splat: splat(0x14),
  lane: (a, index) => instruction("f64", [...code(0x21), index], a),
  add: binary(0xf0),
  sub: binary(0xf1),
  mul: binary(0xf2),
  div: binary(0xf3),
  sqrt: (a) => instruction("v128", code(0xef), a),
  abs: (a) => instruction("v128", code(0xec), a),
  eq: binary(0x47),
  le: binary(0x4b),
  promoteLow: (a) => instruction("v128", code(0x5f), a),
  promoteHigh: (a) => {
    const high = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];
    const moved = instruction("v128", [...code(0x0d), ...high], a, a);
    return instruction("v128", code(0x5f), moved);
  },
};
