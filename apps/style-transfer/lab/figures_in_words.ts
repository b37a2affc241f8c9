/** Numbers of the reports, as people read them. */

import type { Experiment } from "./experiment.ts";
import type { Interval } from "./interval.ts";
import type { Verdict } from "./verdict.ts";

const AGAINST = { instance: "", none: " (to no norm)", stock: " (to stock)" } as const;

/** The interval of a verdict's difference, and to what the difference is where that is not instance norm. */
export function differenceInWords({ against = "instance" }: Experiment, verdict: Verdict): string {
  return verdict.exact ? "exact" : `${range(verdict.difference)}${AGAINST[against]}`;
}

function range({ low, high }: Interval): string {
  return Number.isFinite(low) ? `${figure(low)} to ${figure(high)}` : "one pair only";
}

/** Three digits; an exact zero stands as one, and what is nearly zero is short. */
export function figure(value: number): string {
  if (value === 0) return "0";
  return Math.abs(value) < 1e-3 ? value.toExponential(0) : String(Number(value.toPrecision(3)));
}
