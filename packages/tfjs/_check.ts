/** The checks of arguments, which all operations share. */

/** Throws if it is not so; `wanted` says which argument, and what is wanted. */
export function demand(isSo: boolean, wanted: string, got: unknown): asserts isSo {
  if (isSo) return;
  const text = typeof got === "string" ? `"${got}"` : Array.isArray(got) ? `[${got}]` : got;
  throw new RangeError(`${wanted}, got ${text}`);
}

/** A whole number that is not less; returns it. */
export function checkInteger(name: string, value: number, min: number): number {
  demand(
    Number.isSafeInteger(value) && value >= min,
    `${name} must be an integer of at least ${min}`,
    value,
  );
  return value;
}

/** One of the axes; returns it counted from the front. */
export function checkAxis(name: string, axis: number, rank: number): number {
  const front = axis < 0 ? axis + rank : axis;
  const wanted = `${name} must be from ${-rank} to ${rank - 1}`;
  demand(Number.isSafeInteger(axis) && front >= 0 && front < rank, wanted, axis);
  return front;
}

/** One of two or more; returns it. */
export function checkChoice<T extends string>(name: string, value: T, choices: readonly T[]): T {
  const wanted = choices.map((choice) => `"${choice}"`);
  const last = wanted.pop();
  demand(choices.includes(value), `${name} must be ${wanted.join(", ")} or ${last}`, value);
  return value;
}

/** Zero or more, and finite; returns it. */
export function checkNonNegative(name: string, value: number): number {
  demand(
    Number.isFinite(value) && value >= 0,
    `${name} must be a finite number of at least 0`,
    value,
  );
  return value;
}

/** The check of epsilon; returns it. */
export function checkEpsilon(epsilon: number): number {
  return checkNonNegative("epsilon", epsilon);
}
