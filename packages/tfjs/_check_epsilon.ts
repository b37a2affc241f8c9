/** The check of epsilon, which all operations share. */

/** Zero or more, and finite; returns it. */
export function checkEpsilon(epsilon: number): number {
  if (epsilon >= 0 && epsilon < Infinity) return epsilon;
  throw new RangeError(`epsilon must be a finite number of at least 0, got ${epsilon}`);
}
