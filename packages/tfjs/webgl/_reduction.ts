/** Where the elements of each sum lie in memory, and into how many parts the sums are cut. */

import type { Loop, Plan } from "@evenkeel/kernels/plan";
import { reductionLoops } from "../_kernels/reduction_loops.ts";
import type { Ints } from "./_backend.ts";

/** Sums over some loops, one for each step of the others, each made of parts. */
export interface Reduction {
  /** How many sums there are. */
  readonly sets: number;
  /** How many parts each has; part k has the elements k, k + parts, k + 2 parts. */
  readonly parts: number;
  /** What the shader reads: the loops that are kept, those that are summed over, and the share. */
  readonly uniforms: readonly [kept: Ints, reduced: Ints, share: Ints];
}

// The parts of a sum are put together by one thread each time, so there are not more than it has
// elements of its own. Of fewer elements no parts are made: they would cost memory.
const MIN_PER_PART = 32;

/**
 * Sums over the loops that are not kept. How many parts a sum has depends on the number of its
 * elements alone: a sample's result is the same whatever stands beside it.
 */
export function reductionOf(plan: Plan, isKept: (loop: Loop) => boolean): Reduction {
  const { sets, count, kept, reduced } = reductionLoops(plan, isKept);
  const parts = Math.max(1, Math.ceil(Math.min(Math.sqrt(count), count / MIN_PER_PART)));
  // Threads side by side read what lies side by side.
  const across = kept.inner.stride === 1 && kept.inner.size > 1;
  return {
    sets,
    parts,
    uniforms: [
      [kept.inner.size, kept.outer.stride, kept.inner.stride, sets],
      [reduced.inner.size, reduced.outer.stride, reduced.inner.stride, count],
      [parts, across ? 1 : 0, 0, 0],
    ],
  };
}
