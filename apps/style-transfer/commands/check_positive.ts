/** Counts that make no sense at 0. */

/**
 * The number itself, if something can be done so many times.
 *
 * @throws {RangeError} If it is not a positive integer.
 */
export function checkPositive(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new RangeError(`${name} must be a positive integer, got ${value}`);
}
