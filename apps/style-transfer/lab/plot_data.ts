/** What the page's plots are drawn from. */

import { type Arm, ARMS, type Experiment } from "./experiment.ts";
import { nameArm } from "./figures_in_words.ts";
import { confidenceInterval, type Interval } from "./interval.ts";
import type { Scale } from "./laboratory.ts";
import type { Result, Verdict } from "./verdict.ts";

/** The color of each arm, wherever it is shown. */
export const COLORS: Readonly<Record<Arm, string>> = {
  batch: "#c2410c",
  instance: "#0f6674",
  several: "#6d28d9",
  layer: "#a16207",
  group: "#4d7c0f",
  none: "#57534e",
  stock: "#9f1239",
};

/** Means with their intervals, and the seeds that they are of. Absent ends: of one pair, nothing is known. */
export interface PointPlot {
  readonly arms: readonly {
    readonly name: string;
    readonly color: string;
    readonly mean: number;
    readonly low: number | null;
    readonly high: number | null;
  }[];
  /** For each seed, the numbers of all arms. */
  readonly pairs: readonly (readonly number[])[];
}

/** Means along an axis, with their intervals. */
export interface CurvePlot {
  readonly x: string;
  readonly y: string;
  readonly logarithmic: boolean;
  readonly at: readonly number[];
  readonly arms: readonly {
    readonly name: string;
    readonly color: string;
    readonly mean: readonly (number | null)[];
    readonly low: readonly (number | null)[];
    readonly high: readonly (number | null)[];
  }[];
}

/** The plot of a verdict. */
export function pointPlot(experiment: Experiment, verdict: Verdict, result: Result): PointPlot {
  const arms = [...verdict.arms];
  return {
    arms: arms.map(([arm, { mean, ...ends }]) => ({
      name: nameArm(experiment, arm),
      color: COLORS[arm],
      mean,
      low: finite(ends.low),
      high: finite(ends.high),
    })),
    pairs: result.seeds.filter((seed) => seed !== undefined)
      .map((seed) => arms.map(([arm]) => seed[arm]!)),
  };
}

/** The plot of an experiment's curve, if it has one and was measured with it. */
export function curvePlot(
  experiment: Experiment,
  { curves = [] }: Result,
  scale: Scale,
): CurvePlot | undefined {
  const { curve } = experiment;
  const seeds = curves.filter((own) => own !== undefined);
  if (curve === undefined || seeds.length === 0) return undefined;
  const at = curve.at(scale);
  const arms = ARMS.filter((arm) => seeds.every((own) => own[arm]?.length === at.length));
  return {
    x: curve.x,
    y: curve.y,
    logarithmic: curve.logarithmic ?? false,
    at,
    arms: arms.map((arm) => {
      const intervals = at.map((_, i) => intervalOf(seeds.map((own) => own[arm]![i]!)));
      const ends = (end: keyof Interval) => intervals.map((one) => finite(one?.[end]));
      return {
        name: nameArm(experiment, arm),
        color: COLORS[arm],
        mean: ends("mean"),
        low: ends("low"),
        high: ends("high"),
      };
    }),
  };
}

/** Undefined where there is a number that is none: a gap in the plot. */
function intervalOf(values: readonly number[]): Interval | undefined {
  return values.every((value) => value !== null && Number.isFinite(value))
    ? confidenceInterval(values)
    : undefined;
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
