/** When more training is a waste. */

/** A smaller gain than this share of the best score counts as none. */
const LEAST_GAIN = 0.02;

/**
 * Whether the last `patience` scores brought no gain: none of them was 2 % below the best one of before. Small
 * gains that add up to that count from the last score that did.
 *
 * @param scores Lower is better, in the order of reports, the first one from before training.
 * @throws {RangeError} If `patience` is not a positive integer.
 */
export function hasPlateaued(scores: readonly number[], patience: number): boolean {
  if (!Number.isSafeInteger(patience) || patience < 1) {
    throw new RangeError(`patience must be a positive integer, got ${patience}`);
  }
  let best = Infinity, since = 0;
  for (const score of scores) {
    const gained = score < best * (1 - LEAST_GAIN);
    since = gained ? 0 : since + 1;
    if (gained) best = score;
  }
  return since >= patience;
}
