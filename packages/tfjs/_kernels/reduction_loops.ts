/** Where the elements of each sum over some of a plan's loops lie in memory. */

import type { Loop, Plan } from "@evenkeel/kernels/plan";

/** Sums over some loops, one for each step of the others. */
export interface ReductionLoops {
  /** How many sums there are. */
  readonly sets: number;
  /** How many elements each has. */
  readonly count: number;
  readonly kept: LoopPair;
  readonly reduced: LoopPair;
}

/** Two nested loops over memory; neighbors that walk as one are one. */
export interface LoopPair {
  readonly inner: Run;
  readonly outer: Run;
}

interface Run {
  size: number;
  stride: number;
}

/** Sums over the loops that are not kept. The result is numbered in the order of the kept loops. */
export function reductionLoops(plan: Plan, isKept: (loop: Loop) => boolean): ReductionLoops {
  const kept: Run[] = [], reduced: Run[] = [];
  let stride = 1;
  for (const loop of [...plan.loops].reverse()) {
    if (loop.size === 1) continue;
    const runs = isKept(loop) ? kept : reduced;
    const last = runs.at(-1);
    if (last !== undefined && last.size * last.stride === stride) last.size *= loop.size;
    else runs.push({ size: loop.size, stride });
    stride *= loop.size;
  }
  return {
    sets: sizeOf(kept),
    count: sizeOf(reduced),
    kept: toPair(kept),
    reduced: toPair(reduced),
  };
}

function toPair([inner = { size: 1, stride: 0 }, outer = { size: 1, stride: 0 }]: Run[]): LoopPair {
  return { inner, outer };
}

function sizeOf(runs: readonly Run[]): number {
  return runs.reduce((all, { size }) => all * size, 1);
}
