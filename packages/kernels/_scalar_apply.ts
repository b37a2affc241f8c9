/** The output: one sweep over memory. */

import type { Affine } from "./engine.ts";
import type { Plan } from "./plan.ts";
import type { FloatArray } from "./types.ts";

/** `y = (x - mean) * rstd * gamma + beta`, centered before it is scaled: never `x * a + b`. */
export function scalarApply(plan: Plan, x: FloatArray, y: FloatArray, affine: Affine): void {
  const [a, b, c, run] = plan.loops;
  let base = 0;
  for (let i = 0; i < a.size; i++) {
    for (let j = 0; j < b.size; j++) {
      for (let k = 0; k < c.size; k++) {
        const s = i * a.statistic + j * b.statistic + k * c.statistic;
        const p = i * a.affine + j * b.affine + k * c.affine;
        const end = base + run.size;
        if (run.statistic === 0 && run.affine === 0) applyRun(x, y, { base, end, s, p }, affine);
        else {
          const { statistic, affine: step } = run;
          applyWalk(x, y, { base, end, s, p, statistic, step }, affine);
        }
        base = end;
      }
    }
  }
}

interface Run {
  readonly base: number;
  readonly end: number;
  readonly s: number;
  readonly p: number;
}

/** One statistic and one parameter for the whole run. */
function applyRun(x: FloatArray, y: FloatArray, run: Run, affine: Affine): void {
  const mean = affine.mean[run.s]!;
  const scale = affine.rstd[run.s]! * affine.gamma[run.p]!;
  const beta = affine.beta[run.p]!;
  for (let i = run.base; i < run.end; i++) y[i] = (x[i]! - mean) * scale + beta;
}

/** The statistic, the parameter or both change with each element. */
function applyWalk(
  x: FloatArray,
  y: FloatArray,
  run: Run & { readonly statistic: number; readonly step: number },
  affine: Affine,
): void {
  const { mean, rstd, gamma, beta } = affine;
  let { s, p } = run;
  for (let i = run.base; i < run.end; i++) {
    y[i] = (x[i]! - mean[s]!) * (rstd[s]! * gamma[p]!) + beta[p]!;
    s += run.statistic;
    p += run.step;
  }
}
