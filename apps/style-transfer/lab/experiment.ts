/** What an experiment is: a sentence of the article, and a way to measure whether it holds. */

import type { Laboratory } from "./laboratory.ts";

/** A number for each norm, from one seed; equal seeds start from equal weights and see equal data. */
export interface Measured {
  readonly batch: number;
  readonly instance: number;
}

/** One claim, and how it is put to the test. */
export interface Experiment {
  readonly id: string;
  /** Where the article says it: a row of its table, or one of its lists. */
  readonly row: string;
  /** What it says there, in its own words. */
  readonly claim: string;
  /** What is done, in a sentence. */
  readonly protocol: string;
  /** What the number is, with its unit. */
  readonly metric: string;
  /** The sign of batch minus instance, if the claim is right. */
  readonly expected: "positive" | "negative";
  /** Numbers that must be 0 to the bit: algebra, not luck. */
  readonly exactlyZero?: readonly (keyof Measured)[];
  /** What the number does not say. */
  readonly limits?: string;
  measure(laboratory: Laboratory, seed: number): Promise<Measured>;
}
