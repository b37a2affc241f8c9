/** From the moments of parts to those of the whole, whatever the parts are called. */

import { checkArray, checkPresent, describe } from "./_check.ts";
import type { CountedMoments, MergedMoments } from "./merge_moments.ts";

/** What `mergeMoments` does; `name` is what the caller knows the parts by. */
export function mergeParts(name: string, parts: Iterable<CountedMoments>): MergedMoments {
  if (typeof parts?.[Symbol.iterator] !== "function") {
    throw new TypeError(`${name} must be a list of moments, got ${describe(parts)}`);
  }
  let merged: MergedMoments | undefined;
  for (const part of parts) {
    checkPresent(`each of ${name}`, part, "a mean, a variance and a count");
    checkPart(part, merged?.mean.length ?? part.mean?.length);
    merged ??= empty(part.mean.length);
    add(merged, part);
  }
  if (merged === undefined) throw new RangeError(`${name} must hold at least one, got none`);
  const { mean, variance, count } = merged;
  for (let s = 0; s < variance.length; s++) {
    if (count[s]! > 0) variance[s] = variance[s]! / count[s]!;
  }
  return { mean, variance, count };
}

function empty(length: number): MergedMoments {
  const zeros = () => new Float64Array(length);
  return { mean: zeros(), variance: zeros(), count: zeros() };
}

/** `into.variance` holds sums of squares here. */
function add(into: MergedMoments, part: CountedMoments): void {
  for (let s = 0; s < into.mean.length; s++) {
    const more = typeof part.count === "number" ? part.count : part.count[s]!;
    if (more === 0) continue;
    const before = into.count[s]!, count = before + more;
    const delta = part.mean[s]! - into.mean[s]!;
    into.count[s] = count;
    if (before === 0) {
      into.mean[s] = part.mean[s]!;
      into.variance[s] = more * part.variance[s]!;
      continue;
    }
    const share = more / count;
    into.mean[s] = into.mean[s]! + delta * share;
    into.variance[s] = into.variance[s]! + more * part.variance[s]! +
      delta * delta * before * share;
  }
}

function checkPart({ mean, variance, count }: CountedMoments, length: number): void {
  const wanted = { length, unit: "as many as in the first part" };
  checkArray("mean", mean, wanted);
  checkArray("variance", variance, wanted);
  if (typeof count !== "number") checkArray("count", count, wanted);
  const wrong = typeof count === "number" ? count : count.find((value: number) => !isCount(value));
  if (wrong !== undefined && !isCount(wrong)) {
    throw new RangeError(`count must be finite and at least 0, got ${describe(wrong)}`);
  }
}

function isCount(value: number): boolean {
  return value >= 0 && value < Infinity;
}
