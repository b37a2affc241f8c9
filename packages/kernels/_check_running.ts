/** The check of running statistics, and what stands in for an absent rate and correction. */

import type { RunningStatistics } from "./running_statistics.ts";

/** The weight of the newest batch. */
export const DEFAULT_RATE: number = 0.1;
/** What is subtracted from the count. */
export const DEFAULT_CORRECTION: number = 1;

/** Refuses what would write NaN or infinity into the running statistics. */
export function checkRunning(running: RunningStatistics, count: number): void {
  const { rate = DEFAULT_RATE, correction = DEFAULT_CORRECTION } = running;
  if (!(rate >= 0 && rate <= 1)) {
    throw new RangeError(`running.rate must be from 0 to 1, got ${rate}`);
  }
  if (!(correction >= 0)) {
    throw new RangeError(`running.correction must be at least 0, got ${correction}`);
  }
  if (count > 0 && count <= correction) {
    throw new RangeError(
      `running.correction must be less than the ${count} elements per channel, got ${correction}: ` +
        "use more samples, or correction 0",
    );
  }
}
