/** The first sweep of the gradient: what `dy` sums to. */

import { eachLine, type Line } from "./_scalar_lines.ts";
import { createSums } from "./_sums.ts";
import type { GradientSums, Scales } from "./engine.ts";
import type { Plan } from "./plan.ts";
import type { FloatArray } from "./types.ts";

interface Pair {
  readonly dy: FloatArray;
  readonly x: FloatArray;
}

/** One pass: sums per statistic and per affine parameter, float64. */
export function scalarGradientSums(
  plan: Plan,
  dy: FloatArray,
  x: FloatArray,
  scales: Scales,
): GradientSums {
  const sums = createSums(plan);
  const arrays = { dy, x }, way = { scales, sums };
  eachLine(plan.loops, (line) => {
    if (line.ds !== 0) sumWalk(arrays, line, way);
    else if (line.dp !== 0) sumRow(arrays, line, way);
    else sumShared(arrays, line, way);
  });
  return sums;
}

interface Way {
  readonly scales: Scales;
  readonly sums: GradientSums;
}

/** One statistic and one parameter for the whole line. */
function sumShared({ dy, x }: Pair, line: Line, { scales, sums }: Way): void {
  const { to, pitch, s, p } = line;
  const mean = scales.mean[s]!;
  let d0 = 0, d1 = 0, e0 = 0, e1 = 0;
  let i = line.from;
  for (; i + pitch < to; i += 2 * pitch) {
    d0 += dy[i]!;
    e0 += dy[i]! * (x[i]! - mean);
    d1 += dy[i + pitch]!;
    e1 += dy[i + pitch]! * (x[i + pitch]! - mean);
  }
  if (i < to) {
    d0 += dy[i]!;
    e0 += dy[i]! * (x[i]! - mean);
  }
  const dbeta = d0 + d1, dgamma = (e0 + e1) * scales.rstd[s]!, gamma = scales.gamma[p]!;
  sums.dbeta[p] = sums.dbeta[p]! + dbeta;
  sums.dgamma[p] = sums.dgamma[p]! + dgamma;
  sums.g[s] = sums.g[s]! + dbeta * gamma;
  sums.gxhat[s] = sums.gxhat[s]! + dgamma * gamma;
}

/** The parameter alone changes: layer norm. */
function sumRow({ dy, x }: Pair, line: Line, { scales, sums }: Way): void {
  const { gamma } = scales;
  const { dgamma, dbeta } = sums;
  const { from, to, s, dp } = line;
  const mean = scales.mean[s]!, rstd = scales.rstd[s]!;
  let g = 0, gxhat = 0;
  for (let i = from, p = line.p; i < to; i++, p += dp) {
    const d = dy[i]!, e = d * ((x[i]! - mean) * rstd), scale = gamma[p]!;
    dbeta[p] = dbeta[p]! + d;
    dgamma[p] = dgamma[p]! + e;
    g += d * scale;
    gxhat += e * scale;
  }
  sums.g[s] = sums.g[s]! + g;
  sums.gxhat[s] = sums.gxhat[s]! + gxhat;
}

/** The statistic, the parameter or both change with each element. */
function sumWalk({ dy, x }: Pair, line: Line, { scales, sums }: Way): void {
  const { mean, rstd, gamma } = scales;
  const { g, gxhat, dgamma, dbeta } = sums;
  const { from, to, ds, dp } = line;
  for (let i = from, s = line.s, p = line.p; i < to; i++, s += ds, p += dp) {
    const d = dy[i]!, e = d * ((x[i]! - mean[s]!) * rstd[s]!), scale = gamma[p]!;
    dbeta[p] = dbeta[p]! + d;
    dgamma[p] = dgamma[p]! + e;
    g[s] = g[s]! + d * scale;
    gxhat[s] = gxhat[s]! + e * scale;
  }
}
