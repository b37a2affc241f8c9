/** What plans and engines do with loops. */

import type { Loop } from "./plan.ts";

/** A loop of one step. */
export const ONE: Loop = { size: 1, statistic: 0, affine: 0 };

/** Whether a loop leaves both the statistic and the parameter as they are. */
export function isShared({ statistic, affine }: Loop): boolean {
  return statistic === 0 && affine === 0;
}

/** Drops loops of one step, and joins neighbors that walk as one. */
export function merge(loops: readonly Loop[]): Loop[] {
  const merged: Loop[] = [];
  for (const inner of loops) {
    if (inner.size === 1) continue;
    const outer = merged.at(-1);
    if (
      outer !== undefined && outer.statistic === inner.statistic * inner.size &&
      outer.affine === inner.affine * inner.size
    ) {
      merged[merged.length - 1] = { ...inner, size: outer.size * inner.size };
    } else {
      merged.push(inner);
    }
  }
  return merged;
}

/** 0, 1, 2 and so on, as many as were needed so far: most indices are those, and counting takes its time. */
let ascending = new Uint32Array(0);
/** A quarter of a megabyte; what is longer is soon outweighed by the elements. */
const MOST_KEPT = 65536;

function inOrder(length: number): Uint32Array {
  if (ascending.length < length) {
    ascending = new Uint32Array(length);
    for (let i = 0; i < length; i++) ascending[i] = i;
  }
  return ascending.length === length ? ascending : ascending.subarray(0, length);
}

/** The index at each step of nested loops; nobody may write there. */
export function indices(loops: readonly Loop[], stride: "statistic" | "affine"): Uint32Array {
  const inwards = loops.toReversed();
  let total = 1, areInOrder = true;
  for (const { size, [stride]: step } of inwards) {
    areInOrder &&= step === total;
    total *= size;
  }
  if (areInOrder && total <= MOST_KEPT) return inOrder(total);
  const all = new Uint32Array(total);
  // From the inside out: what is there already is written again, one step further.
  let length = 1;
  for (const { size, [stride]: step } of inwards) {
    for (let at = length; at < length * size; at++) all[at] = all[at - length]! + step;
    length *= size;
  }
  return all;
}
