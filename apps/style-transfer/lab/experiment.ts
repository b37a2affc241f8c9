/** What an experiment is: a sentence of the article, and a way to measure whether it holds. */

import type { NormName } from "../model/norms.ts";
import type { Laboratory } from "./laboratory.ts";

/** What stands beside batch and instance norm: other norms, and stock TensorFlow.js's batch norm. */
export type Beside = NormName | "stock";

/**
 * A number for each norm, from one seed; equal seeds start from equal weights and see equal data. The claims
 * are about batch and instance norm; others stand beside them where they were measured.
 */
export type Measured =
  & { readonly batch: number; readonly instance: number }
  & { readonly [norm in Beside]?: number };

/** A measurement for some norms, one after the other. */
export async function forNorms<N extends NormName>(
  norms: readonly N[],
  measure: (norm: N) => Promise<number>,
): Promise<{ readonly [norm in N]: number }> {
  const numbers: [N, number][] = [];
  for (const norm of norms) numbers.push([norm, await measure(norm)]);
  return Object.fromEntries(numbers) as { readonly [norm in N]: number };
}

/** The two norms of the article. */
export const BOTH = ["batch", "instance"] as const;

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
  /** The sign of batch minus instance, or minus what it is held against, if the claim is right. */
  readonly expected: "positive" | "negative";
  /** What batch norm is compared with, where the claim is not about instance norm. Default: "instance". */
  readonly against?: "instance" | "none" | "stock";
  /** Numbers that must be 0 to the bit: algebra, not luck. */
  readonly exactlyZero?: readonly (keyof Measured)[];
  /** What no number may exceed, where the claim is that all are 0 but for rounding. */
  readonly atMost?: number;
  /** Whether `--quick` measures it: exact rows, and effects so large that minutes show them. */
  readonly quick?: boolean;
  /** What the number does not say. */
  readonly limits?: string;
  measure(laboratory: Laboratory, seed: number): Promise<Measured>;
}
