/** What a handful of paired runs says about a difference. */

/** 0.975 quantiles of Student's t for 1 to 30 degrees of freedom. */
// deno-fmt-ignore
const STUDENT_T = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
  2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860,
  2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
];

/** A mean with its 95 % interval. */
export interface Interval {
  readonly mean: number;
  /** Infinite ends where there is a single value. */
  readonly low: number;
  readonly high: number;
}

/**
 * The mean of some values, with Student's 95 % interval: `mean -+ t s / sqrt(n)`. Given differences of
 * pairs, the paired interval.
 *
 * @throws {RangeError} If there is no value, or more than 31.
 */
export function confidenceInterval(values: readonly number[]): Interval {
  const n = values.length;
  if (n === 0 || n > STUDENT_T.length + 1) {
    throw new RangeError(`values must be 1 to ${STUDENT_T.length + 1} numbers, got ${n}`);
  }
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  if (n === 1) return { mean, low: -Infinity, high: Infinity };
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1);
  const half = STUDENT_T[n - 2]! * Math.sqrt(variance / n);
  return { mean, low: mean - half, high: mean + half };
}
