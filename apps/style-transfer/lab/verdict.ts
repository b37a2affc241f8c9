/** What the figures say about a claim. */

import { type Arm, ARMS, type Curves, type Experiment, type Measured } from "./experiment.ts";
import { confidenceInterval, type Interval } from "./interval.ts";

/** An experiment over all seeds; `undefined` for a seed whose training diverged. */
export interface Result {
  readonly id: string;
  /** Of the experiment, when it was measured. */
  readonly revision?: number;
  readonly seeds: readonly (Measured | undefined)[];
  /** Of each seed, where the experiment has a curve. */
  readonly curves?: readonly (Curves | undefined)[];
}

/** In words. */
export type Word = "holds" | "holds with limits" | "not shown" | "does not hold";

/** The figures of an experiment, and what they say. */
export interface Verdict {
  /** Of everything that was measured with all seeds, in the order of {@linkcode ARMS}. */
  readonly arms: ReadonlyMap<Arm, Interval>;
  /** Batch minus instance, or what the claim compares with what, over pairs. */
  readonly difference: Interval;
  readonly diverged: number;
  readonly word: Word;
  /** Whether the claim is one of algebra: all numbers 0 but for rounding, and no interval to speak of. */
  readonly exact: boolean;
}

/**
 * A claim holds if the 95 % interval of the paired difference lies on the side that it says; with limits if
 * the experiment names some; it does not hold if the interval lies on the other side, or if the numbers
 * are equal to the bit. One of algebra holds, or something is broken; one that there is a difference at all
 * holds if every pair has it, however few they are.
 *
 * @throws {Error} If a number that must be 0 is not, or one is larger than it may be.
 */
export function judge(experiment: Experiment, { seeds }: Result): Verdict | undefined {
  const measured = seeds.filter((seed) => seed !== undefined);
  if (measured.length === 0) return undefined;
  for (const arm of experiment.exactlyZero ?? []) {
    for (const { [arm]: value } of measured) {
      if (value === 0) continue;
      throw new Error(`${experiment.id}: ${arm} norm must give exactly 0, got ${value}`);
    }
  }
  const { atMost, compared = "batch", against = "instance", tolerance = 0 } = experiment;
  if (atMost !== undefined) checkBound(experiment.id, measured, atMost);
  const differences = measured.map((seed) => {
    const { [compared]: one = NaN } = seed;
    const other = typeof against === "number" ? against : seed[against] ?? NaN;
    return one - (1 + tolerance) * other;
  });
  const difference = confidenceInterval(differences);
  return {
    arms: intervalsOf(measured),
    difference,
    diverged: seeds.length - measured.length,
    word: atMost === undefined ? wordFor(experiment, { differences, difference }) : "holds",
    exact: atMost !== undefined,
  };
}

/** What was measured with all seeds. */
function intervalsOf(measured: readonly Measured[]): Map<Arm, Interval> {
  const arms = ARMS.filter((arm) => measured.every((seed) => seed[arm] !== undefined));
  return new Map(
    arms.map((arm) => [arm, confidenceInterval(measured.map((seed) => seed[arm]!))]),
  );
}

function checkBound(id: string, measured: readonly Measured[], atMost: number): void {
  for (const [norm, value] of measured.flatMap((seed) => Object.entries(seed))) {
    if (value <= atMost) continue; // and not the other way round, for NaN's sake
    throw new Error(`${id}: ${norm} norm must give at most ${atMost}, got ${value}`);
  }
}

function wordFor(
  { expected, limits, notZero = false }: Experiment,
  { differences, difference: { low, high } }: {
    readonly differences: readonly number[];
    readonly difference: Interval;
  },
): Word {
  const holds = limits === undefined ? "holds" : "holds with limits";
  const sign = expected === "positive" ? 1 : -1;
  if (notZero && differences.every((value) => sign * value > 0)) return holds;
  if (low === 0 && high === 0) return "does not hold";
  const [right, wrong] = expected === "positive" ? [low > 0, high < 0] : [high < 0, low > 0];
  if (wrong) return "does not hold";
  return right ? holds : "not shown";
}
