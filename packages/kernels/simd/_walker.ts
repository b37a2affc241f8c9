/** What the engine asks of a geometry, part by part. */

import type { Affine, Projection, Scales } from "../engine.ts";
import type { MomentsBuilder } from "./_merge.ts";

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
