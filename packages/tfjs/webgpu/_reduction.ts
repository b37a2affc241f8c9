/** Where the elements of each sum lie in memory, and how workgroups share them. */

import type { Loop, Plan } from "@evenkeel/kernels/plan";
import { type ReductionLoops, reductionLoops } from "../_kernels/reduction_loops.ts";
import type { UniformValue } from "./_backend.ts";
import { WORKGROUP } from "./_workgroup.ts";

/** Sums over some loops, one for each step of the others, and who adds them up. */
export interface Reduction extends ReductionLoops {
  readonly share: Share;
}

/** How a workgroup works: `lanes` sums side by side, each by the rest of its threads. */
export interface Share {
  /** A power of two. */
  readonly lanes: number;
  /** Into how many workgroups' parts each sum is cut. */
  readonly chunks: number;
  /** How many elements a part has, but perhaps the last. */
  readonly chunkSize: number;
}

// A run this long is read by threads side by side; of shorter ones, several are.
const LONG_RUN = 32;
// So many float32 fill what one read of the memory brings.
const NEIGHBORS = 8;
const MIN_PER_THREAD = 16;
// More would cost digits: a thread adds one after the other.
const MAX_PER_THREAD = 32;
const WANTED_WORKGROUPS = 512;

/** Sums over the loops that are not kept. The result is numbered in the order of the kept loops. */
export function reductionOf(plan: Plan, isKept: (loop: Loop) => boolean): Reduction {
  const loops = reductionLoops(plan, isKept);
  return { ...loops, share: shareOf(loops) };
}

/** Sums over numbers that stand one after the other, finished in one workgroup each. */
export function shareOfParts(sets: number, count: number): Share {
  return { lanes: lanesFor(sets, count), chunks: 1, chunkSize: count };
}

/** How many workgroups a share takes. */
export function workgroupsOf(sets: number, { lanes, chunks }: Share): number {
  return Math.ceil(sets / lanes) * chunks;
}

/** A reduction as numbers for the shader, each name with the given ending. */
export function reductionUniforms(
  { sets, count, kept, reduced, share }: Reduction,
  ending = "",
): Record<string, UniformValue> {
  const threads = WORKGROUP / share.lanes;
  const { inner, outer } = reduced;
  const across = Math.floor(threads / inner.size), along = threads % inner.size;
  const step = across * outer.stride + along * inner.stride;
  const wrap = outer.stride - inner.size * inner.stride;
  return {
    [`kept${ending}`]: [kept.inner.size, kept.outer.stride, kept.inner.stride, sets],
    [`reduced${ending}`]: [inner.size, outer.stride, inner.stride, count],
    [`share${ending}`]: shareNumbers(share),
    [`advance${ending}`]: [along, step, wrap, 0],
  };
}

/** A share as four numbers for the shader. */
export function shareNumbers(
  { lanes, chunks, chunkSize }: Share,
): [number, number, number, number] {
  return [Math.log2(lanes), chunks, chunkSize, 0];
}

function shareOf({ sets, count, kept, reduced }: ReductionLoops): Share {
  const alongRun = reduced.inner.stride === 1 && reduced.inner.size >= LONG_RUN;
  const side = alongRun ? 1 : Math.min(LONG_RUN, powerOfTwo(kept.inner.size));
  const lanes = Math.max(side, lanesFor(sets, count));
  const threads = WORKGROUP / lanes;
  const even = Math.ceil(count * Math.ceil(sets / lanes) / (threads * WANTED_WORKGROUPS));
  const perThread = Math.min(Math.max(even, MIN_PER_THREAD), MAX_PER_THREAD);
  const chunks = Math.max(1, Math.ceil(count / (threads * perThread)));
  return { lanes, chunks, chunkSize: Math.ceil(count / chunks) };
}

/** So many sums side by side that each thread has some elements, as far as neighbors read together. */
function lanesFor(sets: number, count: number): number {
  const threads = Math.min(count, Math.max(NEIGHBORS, Math.ceil(count / MIN_PER_THREAD)));
  return Math.max(1, Math.min(powerOfTwo(sets), WORKGROUP / powerOfTwo(threads)));
}

function powerOfTwo(atLeast: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, Math.min(atLeast, WORKGROUP))));
}
