/** Remembers what was computed for the last few keys. */

const KEPT = 64;

/** A function that computes each key's answer once, as long as it is among the last ones asked for. */
export function memoize<Argument, Answer>(
  compute: (argument: Argument) => Answer,
  keyOf: (argument: Argument) => string,
): (argument: Argument) => Answer {
  const kept = new Map<string, Answer>();
  return (argument) => {
    const key = keyOf(argument);
    const known = kept.get(key);
    const answer = known ?? compute(argument);
    // A map remembers the order of insertion: what was asked for last goes to the end.
    kept.delete(key);
    kept.set(key, answer);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    return answer;
  };
}
