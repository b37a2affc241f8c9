/** How far arrays are from each other. */

import type { NormOutput } from "./norms_on_arrays.ts";

const PARTS = ["y", "dx", "dgamma", "dbeta"] as const;

/** The largest difference of outputs and gradients, each over the largest value that there should be. */
export function largestDifference(
  actual: NormOutput,
  expected: NormOutput,
  parts: readonly (typeof PARTS[number])[] = PARTS,
): number {
  return Math.max(...parts.map((part) => {
    const [a, b] = [actual[part], expected[part]];
    if (a.length !== b.length) {
      throw new Error(`${part} must have ${b.length} values, got ${a.length}`);
    }
    const differences = Array.from(a, (value, i) => Math.abs(value - b[i]!));
    return Math.max(...differences) / Math.max(...b.map(Math.abs));
  }));
}
