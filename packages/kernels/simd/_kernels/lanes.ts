/** What kernels do with the numbers in a vector. */

import { f32, f64 } from "../_wasm/scalars.ts";
import type { Local, Statement, Value } from "../_wasm/types.ts";
import { f32x4, f64x2, v128 } from "../_wasm/vectors.ts";

/** `local = 0`, in every lane, whatever the lanes are. */
export function zero(local: Local<"v128">): Statement {
  return local.set(f32x4.splat(f32.const(0)));
}

/** Adds vectors lane by lane, as a tree. Their number is a power of two. */
export function sum(vectors: readonly Value<"v128">[]): Value<"v128"> {
  const half = vectors.length / 2;
  if (half < 1) return vectors[0]!;
  return f32x4.add(sum(vectors.slice(0, half)), sum(vectors.slice(half)));
}

/** Four 32-bit lanes into two 64-bit ones. */
export function widen(vector: Value<"v128">): Value<"v128"> {
  return f64x2.add(f64x2.promoteLow(vector), f64x2.promoteHigh(vector));
}

/** Two 64-bit lanes into one number. */
export function fold(vector: Value<"v128">): Value<"f64"> {
  return f64.add(f64x2.lane(vector, 0), f64x2.lane(vector, 1));
}

/** The first two and the last two of four 32-bit lanes, as 64-bit ones. */
export const HALVES: readonly ((vector: Value<"v128">) => Value<"v128">)[] = [
  f64x2.promoteLow,
  f64x2.promoteHigh,
];

/** The same 64-bit float twice. */
export function constant(value: number): Value<"v128"> {
  return f64x2.splat(f64.const(value));
}

/** All ones where a 64-bit float is at most so much. */
export function isUpTo(size: Value<"v128">, most: number): Value<"v128"> {
  return f64x2.le(size, constant(most));
}

/** All ones where a 64-bit float is 0, or from the least to the most. */
export function isZeroOrBetween(
  size: Value<"v128">,
  least: number,
  most: number,
): Value<"v128"> {
  const between = v128.and(f64x2.le(constant(least), size), isUpTo(size, most));
  return v128.or(f64x2.eq(size, constant(0)), between);
}

/** Something for each half of so many vectors, which are two 64-bit floats; the offset is theirs. */
export function halves<T>(
  vectors: number,
  use: (offset: number, half: typeof HALVES[number], vector: number) => T,
): T[] {
  return Array.from({ length: 2 * vectors }, (_, i) => use(16 * i, HALVES[i % 2]!, i >> 1));
}
