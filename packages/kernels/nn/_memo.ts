/** Remembers what was computed for the last few keys. */

/** A net's pictures all have the same few sizes; a folder's may all have their own. */
const MOST_BYTES = 32 << 20;

/** What tells one argument from another, and what it costs to keep its answer. */
export interface MemoOptions<Argument, Answer> {
  readonly keyOf: (argument: Argument) => string;
  readonly bytesOf: (answer: Answer) => number;
}

/**
 * A function that computes each key's answer once, as long as it is among the last ones asked for: the
 * last of all, and those before it up to 32 MiB.
 */
export function memoize<Argument, Answer>(
  compute: (argument: Argument) => Answer,
  { keyOf, bytesOf }: MemoOptions<Argument, Answer>,
): (argument: Argument) => Answer {
  const kept = new Map<string, Answer>();
  let bytes = 0;
  return (argument) => {
    const key = keyOf(argument);
    const known = kept.get(key);
    const answer = known ?? compute(argument);
    // A map remembers the order of insertion: what was asked for last goes to the end.
    kept.delete(key);
    kept.set(key, answer);
    if (known === undefined) {
      bytes += bytesOf(answer);
      for (const [oldest, value] of kept) {
        if (bytes <= MOST_BYTES || oldest === key) break;
        kept.delete(oldest);
        bytes -= bytesOf(value);
      }
    }
    return answer;
  };
}
