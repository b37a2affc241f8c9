/** How much of a float32 an error costs. */

/** Bits of a float32's fraction, with the one that is not stored. */
export const FRACTION_BITS = 24;

/**
 * How many of the 24 bits of a float32 are wrong at the worst element: `log2` of its error in units of the
 * last place of the largest right value, at least 0. NaN and infinity cost all bits.
 */
export function lostBits(actual: ArrayLike<number>, right: ArrayLike<number>): number {
  const largest = Math.max(...Array.from(right, Math.abs));
  const ulp = 2 ** (Math.floor(Math.log2(largest)) + 1 - FRACTION_BITS);
  let worst = 0;
  for (let i = 0; i < right.length; i++) {
    const error = Math.abs(actual[i]! - right[i]!);
    if (!Number.isFinite(error)) return FRACTION_BITS;
    worst = Math.max(worst, error);
  }
  return Math.min(Math.max(Math.log2(worst / ulp), 0), FRACTION_BITS);
}
