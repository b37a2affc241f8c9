import { seededRandom } from "./seeded_random.ts";

/** The distribution and the type of a random array. */
export interface RandomArrayOptions {
  /** The mean of the normal distribution. Default 0. */
  readonly mean?: number;
  /** Its standard deviation. Default 1. */
  readonly sigma?: number;
  /** The type of the array. Default `"float64"`. */
  readonly type?: "float32" | "float64";
}

/**
 * Fills an array with normally distributed numbers that float32 can represent, also where the array
 * is a Float64Array: so the same numbers feed both precisions, and only the arithmetic differs.
 *
 * @example
 * ```ts
 * import { randomArray } from "@evenkeel/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const wide = randomArray(3, 1, { mean: 5 });
 * const narrow = randomArray(3, 1, { mean: 5, type: "float32" });
 * assertEquals([...wide], [...narrow]);
 * ```
 */
export function randomArray(
  length: number,
  seed: number,
  options: RandomArrayOptions & { readonly type: "float32" },
): Float32Array<ArrayBuffer>;
export function randomArray(
  length: number,
  seed: number,
  options?: RandomArrayOptions & { readonly type?: "float64" },
): Float64Array<ArrayBuffer>;
export function randomArray(
  length: number,
  seed: number,
  options?: RandomArrayOptions,
): Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
export function randomArray(
  length: number,
  seed: number,
  { mean = 0, sigma = 1, type = "float64" }: RandomArrayOptions = {},
): Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> {
  const random = seededRandom(seed);
  const array = type === "float32" ? new Float32Array(length) : new Float64Array(length);
  for (let i = 0; i < length; i++) array[i] = Math.fround(mean + sigma * random.normal());
  return array;
}
