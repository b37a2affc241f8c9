/** What the engine asks of a geometry, part by part. */

import type { Plan } from "../plan.ts";
import type { Findings } from "./_forward.ts";
import type { Step } from "./_step.ts";
import type { GradientBuilder } from "./_gradient_builder.ts";
import type { MomentsBuilder } from "./_merge.ts";
import type { Lines } from "./_parameters.ts";

/**
 * Long runs, and sheets, are cut into pieces of about 256 KB, so that threads have something to share. The
 * cut does not depend on how many threads there are, and so neither do the bits.
 */
export const PIECE = 65536;
/** The most columns of a piece. */
export const PIECE_COLUMNS = 1024;

/** Parts from `from` up to but not including `to`. Addresses are those of part `from`. */
export interface Parts {
  readonly from: number;
  readonly to: number;
}

/** Where something stands in an array: that of the first line, and how far it is to the next line's. */
export interface Stride {
  readonly at: number;
  readonly next: number;
}

/** Lines of as many elements each, and what a kernel summed over each. */
export interface SummedLines extends Lines {
  readonly f32: Float32Array;
  readonly f64: Float64Array;
  /** The sums of the terms, 64 bits. */
  readonly sums: Stride;
  /** How far after that the sums of their products stand. */
  readonly products: number;
  /** How many elements a line has. */
  readonly count: number;
  /** The first element of `x`, 32 bits; `step` leads from one to the next. */
  readonly x: Stride & { readonly step: number };
}

/** Runs the kernels over parts of a plan: runs, or sheets. */
export interface Walker {
  /** How many parts there are. */
  readonly parts: number;
  /** How many elements each has. */
  readonly partSize: number;
  /** Whether every part has statistics of its own, equally many, one after the other. */
  readonly separate: boolean;
  /** Whether each part is one piece, and its lines have a statistic each and all of the elements of it. */
  isWhole(plan: Plan): boolean;
  /** Gradients take this many parts at a time, or a multiple, so that sums are cut the same way. */
  readonly grain: number;
  /** The blocks that one of the calls for moments, maps and gradients borrows at most, in bytes each. */
  scratchBytes(parts: number): readonly number[];
  /** The blocks that forward borrows, if parts are whole. */
  forwardBytes(parts: number): readonly number[];
  /**
   * All of forward, part by part, so that what is read twice is still in the nearest cache; the addresses
   * are as those of `map`. Gives the parts of which nothing has been written: those that 32-bit
   * arithmetic is not good enough for, or all of them if they are not whole.
   */
  forward(
    parts: Parts,
    addresses: readonly number[],
    step: Step,
    into: Findings,
  ): readonly Parts[];
  moments(parts: Parts, x: number, into: MomentsBuilder): void;
  /** Forward or backward; the addresses are those of the inputs and of the output. */
  map(parts: Parts, addresses: readonly number[], step: Step): void;
  gradientSums(
    parts: Parts,
    at: { readonly dy: number; readonly x: number },
    into: GradientBuilder,
  ): void;
  /** Gives back what was borrowed from one call to the next. */
  close(): void;
}
