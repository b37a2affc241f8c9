const FLOAT32_FRACTION_BITS = 23;
const SMALLEST_EXPONENT = -149;

/**
 * The distance between neighboring float32 at a magnitude: the unit in which errors are counted.
 *
 * The exponent is not limited above, so that a variance that float32 cannot hold has a unit too; below
 * the normal numbers the unit is that of the smallest, `2 ** -149`, unless `unlimited`.
 *
 * @param magnitude Any finite number; its sign does not count.
 *
 * @example
 * ```ts
 * import { float32Ulp } from "@evenkeel/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(float32Ulp(1), 2 ** -23);
 * assertEquals(float32Ulp(1.99e6), 0.125);
 * ```
 */
export function float32Ulp(
  magnitude: number,
  { unlimited = false }: { readonly unlimited?: boolean } = {},
): number {
  const size = Math.abs(magnitude);
  if (size === 0) return 2 ** SMALLEST_EXPONENT;
  const exponent = binaryExponent(size) - FLOAT32_FRACTION_BITS;
  return 2 ** (unlimited ? exponent : Math.max(exponent, SMALLEST_EXPONENT));
}

/** The largest whole number `e` with `2 ** e <= size`; the logarithm alone may be off by one. */
function binaryExponent(size: number): number {
  const guess = Math.floor(Math.log2(size));
  if (2 ** guess > size) return guess - 1;
  return 2 ** (guess + 1) <= size ? guess + 1 : guess;
}
