/** The gradient in two sweeps: what `dy` sums to, then `dx`. */

import type { GradientSums, Projection, Scales } from "./engine.ts";
import type { Plan } from "./plan.ts";
import type { FloatArray } from "./types.ts";

/** One pass: sums per statistic and per affine parameter, float64. */
export function scalarGradientSums(
  plan: Plan,
  dy: FloatArray,
  x: FloatArray,
  scales: Scales,
): GradientSums {
  const sums: GradientSums = {
    g: new Float64Array(plan.statistics),
    gxhat: new Float64Array(plan.statistics),
    dgamma: new Float64Array(plan.affines),
    dbeta: new Float64Array(plan.affines),
  };
  const [a, b, c, run] = plan.loops;
  const shared = run.statistic === 0 && run.affine === 0;
  let from = 0;
  for (let i = 0; i < a.size; i++) {
    for (let j = 0; j < b.size; j++) {
      for (let k = 0; k < c.size; k++) {
        const s = i * a.statistic + j * b.statistic + k * c.statistic;
        const p = i * a.affine + j * b.affine + k * c.affine;
        const walk: Walk = { from, to: from + run.size, s, p, ds: run.statistic, dp: run.affine };
        if (shared) sumRun(dy, x, walk, scales, sums);
        else sumWalk(dy, x, walk, scales, sums);
        from = walk.to;
      }
    }
  }
  return sums;
}

/** A stretch of memory, the indices at its start, and what one step adds to them. */
interface Walk {
  readonly from: number;
  readonly to: number;
  readonly s: number;
  readonly p: number;
  readonly ds: number;
  readonly dp: number;
}

function sumRun(
  dy: FloatArray,
  x: FloatArray,
  walk: Walk,
  scales: Scales,
  sums: GradientSums,
): void {
  const { to, s, p } = walk;
  const mean = scales.mean[s]!;
  let d0 = 0, d1 = 0, e0 = 0, e1 = 0;
  let i = walk.from;
  for (; i + 1 < to; i += 2) {
    d0 += dy[i]!;
    e0 += dy[i]! * (x[i]! - mean);
    d1 += dy[i + 1]!;
    e1 += dy[i + 1]! * (x[i + 1]! - mean);
  }
  if (i < to) {
    d0 += dy[i]!;
    e0 += dy[i]! * (x[i]! - mean);
  }
  const dbeta = d0 + d1;
  const dgamma = (e0 + e1) * scales.rstd[s]!;
  sums.dbeta[p] = sums.dbeta[p]! + dbeta;
  sums.dgamma[p] = sums.dgamma[p]! + dgamma;
  sums.g[s] = sums.g[s]! + dbeta * scales.gamma[p]!;
  sums.gxhat[s] = sums.gxhat[s]! + dgamma * scales.gamma[p]!;
}

function sumWalk(
  dy: FloatArray,
  x: FloatArray,
  walk: Walk,
  scales: Scales,
  sums: GradientSums,
): void {
  const { mean, rstd, gamma } = scales;
  const { g, gxhat, dgamma, dbeta } = sums;
  let { s, p } = walk;
  for (let i = walk.from; i < walk.to; i++) {
    const d = dy[i]!;
    const e = d * ((x[i]! - mean[s]!) * rstd[s]!);
    const scale = gamma[p]!;
    dbeta[p] = dbeta[p]! + d;
    dgamma[p] = dgamma[p]! + e;
    g[s] = g[s]! + d * scale;
    gxhat[s] = gxhat[s]! + e * scale;
    s += walk.ds;
    p += walk.dp;
  }
}

/** `dx = rstd * (dy * gamma - offset - xhat * slope)`. */
export function scalarGradientApply(
  plan: Plan,
  arrays: { readonly dy: FloatArray; readonly x: FloatArray; readonly dx: FloatArray },
  scales: Scales & Projection,
): void {
  const { dy, x, dx } = arrays;
  const { mean, rstd, gamma, offset, slope } = scales;
  const [a, b, c, run] = plan.loops;
  let at = 0;
  for (let i = 0; i < a.size; i++) {
    for (let j = 0; j < b.size; j++) {
      for (let k = 0; k < c.size; k++) {
        let s = i * a.statistic + j * b.statistic + k * c.statistic;
        let p = i * a.affine + j * b.affine + k * c.affine;
        const end = at + run.size;
        for (; at < end; at++) {
          const r = rstd[s]!;
          dx[at] = r * (dy[at]! * gamma[p]! - offset[s]! - (x[at]! - mean[s]!) * r * slope[s]!);
          s += run.statistic;
          p += run.affine;
        }
      }
    }
  }
}
