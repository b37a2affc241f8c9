/** For what no engine does: a visit to every element, with the statistic and parameter it belongs to. */

import type { Plan } from "./plan.ts";

/** Calls `visit(element, statistic, parameter)` in the order of memory. */
export function forEachElement(
  plan: Plan,
  visit: (i: number, s: number, p: number) => void,
): void {
  const [a, b, c, run] = plan.loops;
  let at = 0;
  for (let i = 0; i < a.size; i++) {
    for (let j = 0; j < b.size; j++) {
      for (let k = 0; k < c.size; k++) {
        let s = i * a.statistic + j * b.statistic + k * c.statistic;
        let p = i * a.affine + j * b.affine + k * c.affine;
        for (const end = at + run.size; at < end; at++) {
          visit(at, s, p);
          s += run.statistic;
          p += run.affine;
        }
      }
    }
  }
}
