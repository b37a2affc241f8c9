/** Vectors of four 32-bit floats, brought together into fewer and wider numbers. */

import { f32, f64 } from "../_wasm/scalars.ts";
import type { Local, Statement, Value } from "../_wasm/types.ts";
import { f32x4, f64x2 } from "../_wasm/vectors.ts";

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
