/** What the engine asks of a geometry, part by part. */

import type { Scales } from "../engine.ts";
import type { Step } from "./_step.ts";
import type { MomentsBuilder } from "./_merge.ts";
import type { Place } from "./_parameters.ts";

/** Parts from `from` up to but not including `to`. Addresses are those of part `from`. */
export interface Parts {
  readonly from: number;
  readonly to: number;
}

/** Sums that grow: `dy`, and `dy * (x - mean) * rstd`, per statistic and per parameter. */
export interface SumsBuilder {
  /** Adds the sums of some elements that share a statistic and a parameter. */
  add(s: number, p: number, plain: number, product: number): void;
  /** Adds to a statistic alone what has been multiplied by gamma. */
  addToStatistic(s: number, g: number, gxhat: number): void;
  /** The sums of `dy * xhat`, per parameter. */
  readonly dgamma: Float64Array;
  /** The sums of `dy`, per parameter. */
  readonly dbeta: Float64Array;
}

/** Runs the kernels over parts of a plan: runs, or sheets. */
export interface Walker {
  /** How many parts there are. */
  readonly parts: number;
  /** How many elements each has. */
  readonly partSize: number;
  /** Whether every part has statistics of its own, `statisticsPerPart` each, one after the other. */
  readonly separate: boolean;
  /** Gradients take this many parts at a time, or a multiple, so that sums are cut the same way. */
  readonly grain: number;
  /** At most how much memory one of the following calls borrows for so many parts. */
  scratchBytes(parts: number): number;
  moments(parts: Parts, x: number, into: MomentsBuilder): void;
  /** Forward or backward; the addresses are those of the inputs and of the output. */
  map(parts: Parts, addresses: readonly number[], step: Step): void;
  gradientSums(
    parts: Parts,
    at: { readonly dy: number; readonly x: number },
    scales: Scales,
    into: SumsBuilder,
  ): void;
  /** Gives back what was borrowed from one call to the next. */
  close(): void;
}

// Sums of 32-bit products are trusted between these: outside of them products may have vanished or
// overflowed. Zeros are not told from what vanished.
const LEAST_TRUSTED_SUM = 2 ** -90;
const MOST_TRUSTED_SUM = 2 ** 120;

/** The elements `from`, `from + step`, … up to but not including `to`, which share a statistic. */
export interface Line {
  readonly scales: Scales;
  readonly place: Place;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly dy: Float32Array;
  readonly x: Float32Array;
  /** The gamma of each element, if they differ: the sums are of `dy * gamma` then. */
  readonly gamma?: Float64Array | undefined;
}

/** Whether 32-bit arithmetic was good enough for a line's sums. */
export function isTrusted(plain: number, product: number): boolean {
  const size = Math.abs(product);
  return size >= LEAST_TRUSTED_SUM && size <= MOST_TRUSTED_SUM &&
    Math.abs(plain) <= MOST_TRUSTED_SUM;
}

/**
 * Adds a line's sums of `dy` and of `dy * (x - mean)`, the mean rounded to 32 bits; does them once more
 * if 32-bit arithmetic was not good enough.
 */
export function addSums(
  into: SumsBuilder,
  sums: { readonly plain: number; readonly product: number },
  { scales, place: { s, p }, from, to, step, dy, x, gamma }: Line,
): void {
  let { plain, product } = sums;
  const mean = scales.mean[s]!;
  if (isTrusted(plain, product)) {
    product -= plain * (mean - Math.fround(mean));
  } else {
    plain = 0;
    product = 0;
    for (let i = from; i < to; i += step) {
      const g = gamma === undefined ? dy[i]! : dy[i]! * gamma[i - from]!;
      plain += g;
      product += g * (x[i]! - mean);
    }
  }
  product *= scales.rstd[s]!;
  if (gamma === undefined) into.add(s, p, plain, product);
  else into.addToStatistic(s, plain, product);
}
