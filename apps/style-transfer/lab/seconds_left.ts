/** How long the rest takes. */

/**
 * The seconds until all experiments have been measured for all seeds, if those to come take as long as those
 * that were; undefined until every experiment has been measured once.
 *
 * @param taken What each experiment took, seed by seed.
 */
export function secondsLeft(
  taken: readonly (readonly number[])[],
  seeds: number,
): number | undefined {
  if (taken.some((own) => own.length === 0)) return undefined;
  return taken.reduce((left, own) => {
    const mean = own.reduce((sum, seconds) => sum + seconds, 0) / own.length;
    return left + mean * (seeds - own.length);
  }, 0);
}
