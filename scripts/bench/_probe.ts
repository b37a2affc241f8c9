/** Whether a contender computed what the others computed: a fast wrong answer is no record. */

/** Some elements of each output, by name; what JSON cannot hold, NaN and infinity, is null. */
export type Probe = Readonly<Record<string, readonly (number | null)[]>>;

/** The largest difference over the largest value; undefined where there is nothing to compare. */
export function probeError(actual: Probe, expected: Probe): number | undefined {
  const errors = Object.entries(actual).flatMap(([name, values]) => {
    const wanted = expected[name];
    return wanted === undefined ? [] : [relativeError(values, wanted)];
  });
  return errors.length === 0 ? undefined : Math.max(...errors);
}

function relativeError(
  actual: readonly (number | null)[],
  expected: readonly (number | null)[],
): number {
  const largest = Math.max(...expected.map((value) => Math.abs(value ?? 0)));
  const error = Math.max(...expected.map((value, i) => difference(actual[i], value)));
  return error === 0 ? 0 : error / largest;
}

function difference(actual: number | null | undefined, expected: number | null): number {
  if (actual === expected) return 0;
  return typeof actual === "number" && expected !== null ? Math.abs(actual - expected) : Infinity;
}
