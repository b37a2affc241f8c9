/** The output: one sweep over memory. */

import { bend } from "./_ending.ts";
import { eachLine, type Line } from "./_scalar_lines.ts";
import type { Affine } from "./engine.ts";
import type { Plan } from "./plan.ts";
import type { FloatArray } from "./types.ts";

/** `y = (x - mean) * rstd * gamma + beta`, centered before it is scaled: never `x * a + b`. */
export function scalarApply(plan: Plan, x: FloatArray, y: FloatArray, affine: Affine): void {
  const arrays = { x, y };
  eachLine(plan.loops, (line) => {
    if (affine.ending !== undefined) applyEnding(arrays, line, affine);
    else if (line.ds !== 0) applyWalk(arrays, line, affine);
    else if (line.dp !== 0) applyRow(arrays, line, affine);
    else applyShared(arrays, line, affine);
  });
}

interface Arrays {
  readonly x: FloatArray;
  readonly y: FloatArray;
}

/** One statistic and one parameter for the whole line. */
function applyShared({ x, y }: Arrays, { from, to, pitch, s, p }: Line, affine: Affine): void {
  const mean = affine.mean[s]!;
  const scale = affine.rstd[s]! * affine.gamma[p]!;
  const beta = affine.beta[p]!;
  // A constant step is a tenth faster.
  if (pitch === 1) { for (let i = from; i < to; i++) y[i] = (x[i]! - mean) * scale + beta; }
  else for (let i = from; i < to; i += pitch) y[i] = (x[i]! - mean) * scale + beta;
}

/** The parameter alone changes: layer norm. */
function applyRow({ x, y }: Arrays, line: Line, { mean, rstd, gamma, beta }: Affine): void {
  const { from, to, s, dp } = line;
  const m = mean[s]!, r = rstd[s]!;
  for (let i = from, p = line.p; i < to; i++, p += dp) {
    y[i] = (x[i]! - m) * (r * gamma[p]!) + beta[p]!;
  }
}

/** The statistic, the parameter or both change with each element. */
function applyWalk({ x, y }: Arrays, line: Line, { mean, rstd, gamma, beta }: Affine): void {
  const { from, to, ds, dp } = line;
  for (let i = from, s = line.s, p = line.p; i < to; i++, s += ds, p += dp) {
    y[i] = (x[i]! - mean[s]!) * (rstd[s]! * gamma[p]!) + beta[p]!;
  }
}

/** `y = activation((x - mean) * rstd * gamma + beta + residual)` */
function applyEnding({ x, y }: Arrays, line: Line, affine: Affine): void {
  const { mean, rstd, gamma, beta, ending } = affine;
  const { from, to, pitch, ds, dp } = line;
  for (let i = from, s = line.s, p = line.p; i < to; i += pitch, s += ds, p += dp) {
    const value = (x[i]! - mean[s]!) * (rstd[s]! * gamma[p]!) + beta[p]!;
    y[i] = bend(value + (ending!.residual?.[i] ?? -0), ending!);
  }
}
