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

/** The index at each step of nested loops. */
export function indices(loops: readonly Loop[], stride: "statistic" | "affine"): Uint32Array {
  const all = new Uint32Array(loops.reduce((length, { size }) => length * size, 1));
  // From the inside out: what is there already is written again, one step further.
  let length = 1;
  for (const { size, [stride]: step } of loops.toReversed()) {
    for (let at = length; at < length * size; at++) all[at] = all[at - length]! + step;
    length *= size;
  }
  return all;
}
