/** What an experiment is: a sentence of the article, and a way to measure whether it holds. */

import type { Picture } from "../data/picture.ts";
import type { NormName } from "../model/norms.ts";
import type { Laboratory, Scale } from "./laboratory.ts";

/** Everything that has a number: norms, stock TensorFlow.js's batch norm, and one net for several styles. */
export const ARMS = ["batch", "instance", "several", "layer", "group", "none", "stock"] as const;
/** One of them. */
export type Arm = typeof ARMS[number];

/**
 * A number for each arm, from one seed; equal seeds start from equal weights and see equal data. The claims
 * are about batch and instance norm; others stand beside them where they were measured.
 */
export type Measured =
  & { readonly instance: number }
  & { readonly [arm in Arm]?: number };

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

/** What is plotted against what, where one number does not say all. */
export interface Curve {
  /** What the numbers are measured at, with its unit. */
  readonly x: string;
  /** What they are, with their unit. */
  readonly y: string;
  /** The places along the axis. */
  at(scale: Scale): readonly number[];
  /** Whether each place is a multiple of the one before. Default: false. */
  readonly logarithmic?: boolean;
}

/** The numbers of a curve from one seed, for each arm that was measured. */
export type Curves = { readonly [arm in Arm]?: readonly number[] };

/** Where an experiment puts down its curve. */
export interface Notebook {
  /** The numbers of an arm, one for each place of the curve. */
  curve(arm: Arm, numbers: readonly number[]): void;
}

/** Rows of pictures, for the reader to see what the numbers are about. */
export interface Strip {
  /** What each row shows, from above. */
  readonly rows: readonly string[];
  /** What to look at; not what is to be seen there, which is the pictures' to say. */
  readonly look: string;
  /** The rows, of pictures of one size, from the generators of one seed. */
  paint(laboratory: Laboratory, seed: number): Promise<readonly (readonly Picture[])[]>;
}

/** One claim, and how it is put to the test. */
export interface Experiment {
  readonly id: string;
  /** Counted up when what is measured under this id becomes another number. Default: the first. */
  readonly revision?: number;
  /** Where the article says it: a row of its table, or one of its lists. */
  readonly row: string;
  /** What is asked, in words that need no explanation. */
  readonly question: string;
  /** What it says there, in its own words. */
  readonly claim: string;
  /** What is done, in a sentence. */
  readonly protocol: string;
  /** What the number is, with its unit. */
  readonly metric: string;
  /** The sign of batch minus instance, or of what is compared with what, if the claim is right. */
  readonly expected: "positive" | "negative";
  /** What is compared, where the claim is not about batch norm. Default: "batch". */
  readonly compared?: "batch" | "instance" | "several";
  /**
   * What it is compared with, where the claim is not about instance norm; a number where the claim is about one
   * arm alone, such as 0 for a number that is a difference by itself. Default: "instance".
   */
  readonly against?: "instance" | "none" | "stock" | number;
  /** The share by which what it is compared with may be surpassed: a tenth is 0.1. Default: 0. */
  readonly tolerance?: number;
  /** What arms are called here, if not by their usual names. */
  readonly names?: { readonly [arm in Arm]?: string };
  /** Numbers that must be 0 to the bit: algebra, not luck. */
  readonly exactlyZero?: readonly Arm[];
  /**
   * Whether all that is claimed is that the number is not 0, where the other must be 0 to the bit: each pair
   * shows that by itself, and there is no chance in it. Default: false.
   */
  readonly notZero?: boolean;
  /** What no number may exceed, where the claim is that all are 0 but for rounding. */
  readonly atMost?: number;
  /** Whether `--quick` measures it: exact rows, and effects so large that minutes show them. */
  readonly quick?: boolean;
  /** What the number does not say. */
  readonly limits?: string;
  /** What is behind the number. */
  readonly curve?: Curve;
  /** What it looks like. */
  readonly strip?: Strip;
  measure(laboratory: Laboratory, seed: number, notebook: Notebook): Promise<Measured>;
}
