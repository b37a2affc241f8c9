/** What the engine asks of a geometry, part by part. */

import type { Affine, Projection, Scales } from "../engine.ts";
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
}

/** Runs the kernels over parts of a plan: runs, or sheets. */
export interface Walker {
  /** How many parts there are. */
  readonly parts: number;
  /** How many elements each has. */
  readonly partSize: number;
  /** Whether every part has statistics of its own, `statisticsPerPart` each, one after the other. */
  readonly separate: boolean;
  /** At most how much memory one of the following calls borrows for so many parts. */
  scratchBytes(parts: number): number;
  moments(parts: Parts, x: number, into: MomentsBuilder): void;
  apply(parts: Parts, at: { readonly x: number; readonly y: number }, affine: Affine): void;
  gradientSums(
    parts: Parts,
    at: { readonly dy: number; readonly x: number },
    scales: Scales,
    into: SumsBuilder,
  ): void;
  gradientApply(
    parts: Parts,
    at: { readonly dy: number; readonly x: number; readonly dx: number },
    scales: Scales & Projection,
  ): void;
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
}

/**
 * Adds a line's sums of `dy` and of `dy * (x - mean)`, the mean rounded to 32 bits; does them once more
 * if 32-bit arithmetic was not good enough.
 */
export function addSums(
  into: SumsBuilder,
  sums: { readonly plain: number; readonly product: number },
  { scales, place: { s, p }, from, to, step, dy, x }: Line,
): void {
  let { plain, product } = sums;
  const mean = scales.mean[s]!;
  const size = Math.abs(product);
  if (
    size >= LEAST_TRUSTED_SUM && size <= MOST_TRUSTED_SUM && Math.abs(plain) <= MOST_TRUSTED_SUM
  ) {
    product -= plain * (mean - Math.fround(mean));
  } else {
    plain = 0;
    product = 0;
    for (let i = from; i < to; i += step) {
      plain += dy[i]!;
      product += dy[i]! * (x[i]! - mean);
    }
  }
  into.add(s, p, plain, product * scales.rstd[s]!);
}
