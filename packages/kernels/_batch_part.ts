/** The batch statistics of a norm that mixes them in: of this batch while training, given later on. */

import { checkArray, checkVariance } from "./_check.ts";
import { checkRunning } from "./_check_running.ts";
import type { Instances } from "./_instances.ts";
import { poolMoments } from "./_pool.ts";
import type { Moments } from "./engine.ts";
import { type RunningStatistics, updateRunning } from "./running_statistics.ts";
import type { GivenMoments } from "./types.ts";

/** What such a norm lets its caller choose. */
export interface BatchPartOptions {
  readonly fixed?: GivenMoments;
  readonly running?: RunningStatistics;
}

/** Throws where running statistics do not fit, before anything is written. */
export function checkMovedStatistics(
  { fixed, running }: BatchPartOptions,
  { n, c, positions }: Instances,
): void {
  if (fixed === undefined && running !== undefined) checkRunning(running, n * positions, c);
}

function checkGiven({ mean, variance }: GivenMoments, { c }: Instances, epsilon: number): void {
  checkArray("fixed.mean", mean, { length: c, unit: "channels" });
  checkArray("fixed.variance", variance, { length: c, unit: "channels" });
  checkVariance("fixed.variance", variance, epsilon);
}

/** The given moments, or those of this batch. */
export function batchPart(
  { fixed }: BatchPartOptions,
  at: Instances,
  { moments, epsilon }: { readonly moments: Moments; readonly epsilon: number },
): Moments {
  if (fixed === undefined) return poolMoments(at, moments, "batch");
  checkGiven(fixed, at, epsilon);
  return { mean: Float64Array.from(fixed.mean), variance: Float64Array.from(fixed.variance) };
}

/** Moves the running statistics, unless the moments were given. */
export function moveRunning(
  { fixed, running }: BatchPartOptions,
  at: Instances,
  moments: Moments,
): void {
  if (fixed !== undefined || running === undefined) return;
  updateRunning(running, moments, at.n * at.positions);
}
