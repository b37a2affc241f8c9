/** Numbers of the reports, as people read them. */

import type { Arm, Experiment } from "./experiment.ts";
import type { Interval } from "./interval.ts";
import type { Verdict } from "./verdict.ts";

const NAMES: Readonly<Record<Arm, string>> = {
  batch: "batch norm",
  instance: "instance norm",
  several: "several styles in one net",
  layer: "layer norm",
  group: "group norm",
  none: "no norm",
  stock: "stock batch norm",
};

/** What an arm is called. */
export function nameArm({ names = {} }: Pick<Experiment, "names">, arm: Arm): string {
  return names[arm] ?? NAMES[arm];
}

/** The interval of a verdict's difference, and to what the difference is where that is not instance norm. */
export function differenceInWords(experiment: Experiment, verdict: Verdict): string {
  return verdict.exact ? "exact" : `${range(verdict.difference)}${toWhat(experiment)}`;
}

function toWhat(experiment: Experiment): string {
  const { compared = "batch", against = "instance", tolerance = 0, names } = experiment;
  if (typeof against === "number") return ` (${nameArm(experiment, compared)} to ${against})`;
  const times = tolerance === 0 ? "" : `${1 + tolerance} times `;
  const other = against === "stock" ? "stock" : nameArm(names ? { names } : {}, against);
  return against === "instance" && tolerance === 0 ? "" : ` (to ${times}${other})`;
}

/** An interval by its ends. */
export function range({ low, high }: Pick<Interval, "low" | "high">): string {
  return Number.isFinite(low) ? `${figure(low)} to ${figure(high)}` : "one pair only";
}

/** Three digits; an exact zero stands as one, and what is nearly zero is short. */
export function figure(value: number): string {
  if (value === 0) return "0";
  return Math.abs(value) < 1e-3 ? value.toExponential(0) : String(Number(value.toPrecision(3)));
}
