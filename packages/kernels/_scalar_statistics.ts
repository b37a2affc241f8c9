/** Mean and variance in one sweep over memory, by plain JavaScript numbers. */

import { eachLine, type Line } from "./_scalar_lines.ts";
import type { Moments } from "./engine.ts";
import type { Plan } from "./plan.ts";
import type { FloatArray } from "./types.ts";

const SAMPLE_STEP = 8;

/** Running moments of every statistic; lines are merged in as they are read. */
interface Merged {
  readonly count: Float64Array;
  readonly mean: Float64Array;
  readonly squares: Float64Array;
}

/** Exact to rounding: two passes inside a line, Chan's rule between lines, float64 throughout. */
export function scalarStatistics(plan: Plan, x: FloatArray): Moments {
  const merged: Merged = {
    count: new Float64Array(plan.statistics),
    mean: new Float64Array(plan.statistics),
    squares: new Float64Array(plan.statistics),
  };
  const loops = plan.loops.map(({ size, statistic }) => ({ size, statistic, affine: 0 }));
  eachLine(loops, (line) => {
    const { from, to, s, ds } = line;
    if (ds === 0) return mergeLine(plan, x, line, merged);
    for (let i = from; i < to; i++) {
      mergeLine(plan, x, { ...line, count: 1, from: i, to: i + 1, s: s + (i - from) * ds }, merged);
    }
  });
  const variance = merged.squares;
  for (let s = 0; s < plan.statistics; s++) {
    const count = merged.count[s]!;
    if (count > 0) variance[s] = variance[s]! / count;
  }
  return { mean: merged.mean, variance };
}

/** Sums of differences from about the mean, and of their squares; from 0, if the plan does not center. */
function mergeLine({ centered }: Plan, x: FloatArray, line: Line, merged: Merged): void {
  const { count, from, to, pitch, s } = line;
  const center = centered ? sampledMean(x, line) : 0;
  let q0 = 0, q1 = 0, q2 = 0, q3 = 0;
  let r0 = 0, r1 = 0, r2 = 0, r3 = 0;
  const two = 2 * pitch, three = 3 * pitch, four = 4 * pitch;
  let i = from;
  for (const whole = to - three; i < whole; i += four) {
    const d0 = x[i]! - center, d1 = x[i + pitch]! - center;
    const d2 = x[i + two]! - center, d3 = x[i + three]! - center;
    r0 += d0, r1 += d1, r2 += d2, r3 += d3;
    q0 += d0 * d0, q1 += d1 * d1, q2 += d2 * d2, q3 += d3 * d3;
  }
  for (; i < to; i += pitch) {
    const d = x[i]! - center;
    r0 += d;
    q0 += d * d;
  }
  const residual = centered ? r0 + r1 + (r2 + r3) : 0;
  const squares = q0 + q1 + (q2 + q3);
  // Chan, Golub and LeVeque (1979): the moments of two sets joined.
  const before = merged.count[s]!;
  const correction = residual / count, share = count / (before + count);
  const mean = center + correction, old = merged.mean[s]!, delta = mean - old;
  merged.count[s] = before + count;
  // An infinity has no difference to what it is joined with.
  merged.mean[s] = Number.isFinite(delta) ? old + delta * share : old * (1 - share) + mean * share;
  // In this order nothing overflows before there is something to join.
  const between = delta * (delta * before * share);
  merged.squares[s] = merged.squares[s]! + Math.max(squares - residual * correction, 0) + between;
}

/**
 * Around what differences are taken: the mean of some of the values. What it is off by is corrected in
 * the end, and costs at most a few bits of 53. Sums of differences from one of the values, so that
 * equal values have exactly zero variance, also in float64.
 */
function sampledMean(x: FloatArray, { count, from, to, pitch }: Line): number {
  const pivot = x[from]!;
  const step = count >= 8 * SAMPLE_STEP ? SAMPLE_STEP * pitch : pitch;
  let sum = 0, sampled = 0;
  for (let i = from; i < to; i += step) {
    sum += x[i]! - pivot;
    sampled++;
  }
  const mean = pivot + sum / sampled;
  return Number.isFinite(mean) ? mean : 0;
}
