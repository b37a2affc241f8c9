/** The mean of a number over some things. */
export function meanOf<T>(
  things: readonly T[],
  number: (thing: T, index: number) => number,
): number {
  return things.reduce((sum, thing, i) => sum + number(thing, i), 0) / things.length;
}
