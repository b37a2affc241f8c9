/** Instructions that threads meet in. */

import { instruction, load } from "./scalars.ts";
import type { Load } from "./scalars.ts";
import { signed } from "./encode.ts";
import type { Statement, Value } from "./types.ts";

type Address = Value<"i32">;

/** Reads, whole and in order. */
export const atomicLoad: Load<"i32"> = load("i32", [0xfe, 0x10], 2);

/** Adds, and gives what was there before. */
export function atomicAdd(address: Address, value: Value<"i32">): Value<"i32"> {
  return instruction("i32", [0xfe, 0x1e, 2, 0], address, value);
}

/** Writes if what is there is `expected`; gives what was there. */
export function atomicReplace(
  address: Address,
  expected: Value<"i32">,
  value: Value<"i32">,
): Value<"i32"> {
  return instruction("i32", [0xfe, 0x48, 2, 0], address, expected, value);
}

/**
 * Sleeps while the word at `address` is `expected`, at most so many nanoseconds (-1: any number).
 * Gives 2 if they have passed.
 */
export function atomicWait(
  address: Address,
  expected: Value<"i32">,
  nanoseconds: number,
): Value<"i32"> {
  const operands = [address.bytes, expected.bytes, 0x42, ...signed(nanoseconds)];
  return { type: "i32", bytes: [...operands, 0xfe, 0x01, 2, 0] };
}

/** Wakes everybody who sleeps at `address`. */
export function atomicNotify(address: Address): Statement {
  const everybody = [0x41, 0x7f];
  const drop = 0x1a;
  return { bytes: [address.bytes, ...everybody, 0xfe, 0x00, 2, 0, drop] };
}
