/** The second sweep of the gradient: `dx`. */

import { eachLine, type Line } from "./_scalar_lines.ts";
import type { Projection, Scales } from "./engine.ts";
import type { Plan } from "./plan.ts";
import type { FloatArray } from "./types.ts";

/** All three arrays of a gradient. */
interface Triple {
  readonly dy: FloatArray;
  readonly x: FloatArray;
  readonly dx: FloatArray;
}

/** `dx = rstd * (dy * gamma - offset - xhat * slope)`. */
export function scalarGradientApply(
  plan: Plan,
  arrays: Triple,
  scales: Scales & Projection,
): void {
  eachLine(plan.loops, (line) => {
    if (line.ds === 0 && line.dp === 0) applyShared(arrays, line, scales);
    else applyWalk(arrays, line, scales);
  });
}

/** One statistic and one parameter for the whole line. */
function applyShared(
  { dy, x, dx }: Triple,
  { from, to, pitch, s, p }: Line,
  scales: Scales & Projection,
): void {
  const mean = scales.mean[s]!, gamma = scales.gamma[p]!, offset = scales.offset[s]!;
  const rstd = scales.rstd[s]!, slope = rstd * scales.slope[s]!;
  for (let i = from; i < to; i += pitch) {
    dx[i] = rstd * (dy[i]! * gamma - offset - (x[i]! - mean) * slope);
  }
}

/** The statistic, the parameter or both change with each element. */
function applyWalk({ dy, x, dx }: Triple, line: Line, scales: Scales & Projection): void {
  const { mean, rstd, gamma, offset, slope } = scales;
  const { from, to, ds, dp } = line;
  for (let i = from, s = line.s, p = line.p; i < to; i++, s += ds, p += dp) {
    const r = rstd[s]!;
    dx[i] = r * (dy[i]! * gamma[p]! - offset[s]! - (x[i]! - mean[s]!) * (r * slope[s]!));
  }
}
