/** Norms without centering: `xhat = x / sqrt(mean(x**2) + epsilon)` over the statistics of a plan. */

import { scalarStatistics } from "./_scalar_statistics.ts";
import type { Engine, GradientSums } from "./engine.ts";
import type { Plan } from "./plan.ts";
import type { FloatArray } from "./types.ts";

/**
 * The mean square of each statistic as `variance + mean**2`: a sum of what cannot be negative, so
 * nothing cancels, and every engine has it for every plan. Infinity has no variance, but a square: then
 * squares are summed up themselves.
 */
export function meanSquares(engine: Engine, plan: Plan, x: FloatArray): Float64Array {
  const { mean, variance } = engine.statistics(plan, x);
  const squares = variance.map((value, s) => value + mean[s]! * mean[s]!);
  if (!squares.some(Number.isNaN)) return squares;
  const direct = scalarStatistics({ ...plan, centered: false }, x).variance;
  return squares.map((square, s) => Number.isNaN(square) ? direct[s]! : square);
}

/** Writes `y = x * rstd * gamma + beta`. */
export function applyScale(
  engine: Engine,
  plan: Plan,
  { x, y, rstd, gamma, beta }: {
    readonly x: FloatArray;
    readonly y: FloatArray;
    readonly rstd: Float64Array;
    readonly gamma: Float64Array;
    readonly beta: Float64Array;
  },
): void {
  engine.apply(plan, x, y, { mean: new Float64Array(plan.statistics), rstd, gamma, beta });
}

/** Writes `dx = rstd * (g - xhat * mean(g * xhat))`, and returns the sums. */
export function meanSquareGradient(
  engine: Engine,
  plan: Plan,
  { dy, x, dx, rstd, gamma }: {
    readonly dy: FloatArray;
    readonly x: FloatArray;
    readonly dx: FloatArray;
    readonly rstd: Float64Array;
    readonly gamma: Float64Array;
  },
): GradientSums {
  const mean = new Float64Array(plan.statistics);
  const sums = engine.gradientSums(plan, dy, x, { mean, rstd, gamma });
  const slope = sums.gxhat.map((sum) => sum / plan.count);
  engine.gradientApply(plan, { dy, x, dx }, { mean, rstd, gamma, offset: mean, slope });
  return sums;
}
