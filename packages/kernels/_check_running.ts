/** The check of running statistics, and what stands in for an absent rate and correction. */

import { checkArray, describe } from "./_check.ts";
import type { RunningStatistics } from "./running_statistics.ts";

const DEFAULT_RATE = 0.1;
const DEFAULT_CORRECTION = 1;

/** The weight of the newest batch; a cumulative average counts the batches, the newest among them. */
export function rateOf({ rate = DEFAULT_RATE, batches = 1 }: RunningStatistics): number {
  return rate === "cumulative" ? 1 / batches : rate;
}

/** What the biased variance of so many elements is multiplied by. */
export function correctionFactor(
  { correction = DEFAULT_CORRECTION }: RunningStatistics,
  count: number,
): number {
  return count / (count - correction);
}

/**
 * Refuses running statistics that do not fit `c` channels, which are as many as there are where nobody says
 * it, and what would write NaN or infinity into them.
 */
export function checkRunning(
  running: RunningStatistics,
  count: number,
  c: number = running?.mean?.length,
): void {
  const wanted = { length: c, unit: "channels" };
  checkArray("running.mean", running?.mean, wanted);
  checkArray("running.variance", running.variance, wanted);
  const { rate = DEFAULT_RATE, correction = DEFAULT_CORRECTION, batches = 0 } = running;
  if (rate !== "cumulative" && !(rate >= 0 && rate <= 1)) {
    throw new RangeError(
      typeof rate === "string"
        ? `running.rate must be a number or "cumulative", got ${describe(rate)}`
        : `running.rate must be from 0 to 1, got ${rate}`,
    );
  }
  if (!(correction >= 0)) {
    throw new RangeError(`running.correction must be at least 0, got ${correction}`);
  }
  if (!Number.isSafeInteger(batches) || batches < 0) {
    throw new RangeError(
      `running.batches must be a non-negative integer, got ${describe(batches)}`,
    );
  }
  if (!(count >= 0 && count < Infinity)) {
    throw new RangeError(`count must be finite and at least 0, got ${describe(count)}`);
  }
  if (count > 0 && count <= correction) {
    throw new RangeError(
      `running.correction must be less than the ${count} elements per channel, got ${correction}: ` +
        "use more samples, or correction 0",
    );
  }
}
