/** What 32-bit arithmetic is trusted with; what lies outside is done in 64 bits. */

// Outside of this range, 32-bit products may overflow or vanish where 64-bit ones would not.
/** The smallest factor, except 0, that 32-bit products are trusted with. */
export const SMALLEST_FACTOR: number = 2 ** -60;
/** The largest factor or term. */
export const LARGEST_FACTOR: number = 2 ** 60;

// Sums of squares of 32-bit differences are trusted between these: outside of them differences may have
// overflowed or vanished when they were squared. The kernels make sure that 0 is the sum of zeros.
/** The least sum of squares, except 0. */
export const LEAST_SQUARES: number = 2 ** -90;
/** The largest sum of squares. */
export const MOST_SQUARES: number = 2 ** 126;
/**
 * What `(sum of d)**2 / (count * sum of d**2)` may be, `d` being the differences: from a center that
 * misses the mean by more than a standard deviation, they would cost more than one bit.
 */
export const MISSED: number = 1 / 2;

// Sums of 32-bit products are trusted between these: outside of them products may have vanished or
// overflowed. The kernels make sure that 0 is the sum of what did not vanish.
/** The least sum of products, except 0. */
export const LEAST_SUM: number = 2 ** -90;
/** The largest sum of products, or of what they are made of. */
export const MOST_SUM: number = 2 ** 120;
