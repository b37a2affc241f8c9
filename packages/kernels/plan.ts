/**
 * The one idea behind the plan family: a normalization is *which elements share a statistic* times
 * *which share an affine parameter*. A {@linkcode Plan} says both as four nested loops.
 *
 * @module
 */

import { checkAxis, checkGroups, checkLayout, checkShape } from "./_check.ts";
import { merge, ONE } from "./_loops.ts";
import type { Layout } from "./types.ts";

/** The members of the plan family. */
export type NormKind = "batch" | "instance" | "group" | "layer" | "rms" | "positional";

/** One loop over memory: how far one step moves the statistic and the affine index. */
export interface Loop {
  /** How many steps. */
  readonly size: number;
  /** What one step adds to the statistic index; 0 means that the loop is reduced. */
  readonly statistic: number;
  /** What one step adds to the affine index; 0 means that the parameter is shared. */
  readonly affine: number;
}

/** Four nested loops, outermost first; the innermost walks contiguous memory. */
export interface Plan {
  /** The loops. Unused outer ones have size 1. */
  readonly loops: readonly [Loop, Loop, Loop, Loop];
  /** How many elements `x` has. */
  readonly size: number;
  /** How many statistics there are. */
  readonly statistics: number;
  /** How many elements gamma and beta have. */
  readonly affines: number;
  /** How many elements share one statistic. */
  readonly count: number;
  /** Whether the mean is subtracted (all but RMS norm). */
  readonly centered: boolean;
}

/** What to normalize, as plain data. */
export interface NormSpec {
  /** Which member of the family. */
  readonly kind: NormKind;
  /** The shape of `x`, rank at least 2. */
  readonly shape: readonly number[];
  /** Default `"channels-first"`. Layer and RMS norm do not read it. */
  readonly layout?: Layout;
  /** Group norm only: the number of groups, a divisor of the channels. */
  readonly groups?: number;
  /** Layer and RMS norm only: the first normalized axis. Default 1; negative counts from the end. */
  readonly axis?: number;
}

/**
 * Turns a specification into loops.
 *
 * @param spec The kind of norm, the shape of `x`, and what the kind needs: a layout, groups or an axis.
 * @returns The loops over `x`, and how many elements, statistics and parameters there are. A plan can be
 * kept: it holds no data of `x`.
 * @throws {RangeError} If the shape, layout, groups or axis is not valid.
 * @throws {TypeError} If the shape is not an array.
 *
 * @example
 * ```ts
 * import { createPlan } from "@evenkeel/kernels/plan";
 * import { assertEquals } from "@std/assert";
 *
 * const plan = createPlan({ kind: "instance", shape: [2, 3, 4, 4] });
 * assertEquals([plan.statistics, plan.affines, plan.count], [6, 3, 16]);
 * ```
 */
export function createPlan(spec: NormSpec): Plan {
  checkShape(spec.shape);
  const loops = spec.kind === "layer" || spec.kind === "rms"
    ? trailingLoops(spec.shape, checkAxis(spec.axis ?? 1, spec.shape.length))
    : channelLoops(spec, checkLayout(spec.layout ?? "channels-first"));
  return {
    // RMS norm ends in a loop of one step, so that its innermost loop is always reduced: engines then need
    // no uncentered code for columns.
    loops: toFour(spec.kind === "rms" ? [...merge(loops), ONE] : merge(loops)),
    size: product(loops.map((loop) => loop.size)),
    statistics: product(loops.filter((loop) => loop.statistic !== 0).map((loop) => loop.size)),
    affines: product(loops.filter((loop) => loop.affine !== 0).map((loop) => loop.size)),
    count: product(loops.filter((loop) => loop.statistic === 0).map((loop) => loop.size)),
    centered: spec.kind !== "rms",
  };
}

/** Layer and RMS norm: all axes before `axis` have statistics, all from it on have parameters. */
function trailingLoops(shape: readonly number[], axis: number): Loop[] {
  return [
    { size: product(shape.slice(0, axis)), statistic: 1, affine: 0 },
    { size: product(shape.slice(axis)), statistic: 0, affine: 1 },
  ];
}

/** Everything that knows channels: loops in memory order, strides by kind. */
function channelLoops(spec: NormSpec, layout: Layout): Loop[] {
  const { kind, shape } = spec;
  const first = layout === "channels-first";
  const n = shape[0]!;
  const c = first ? shape[1]! : shape.at(-1)!;
  const positions = product(first ? shape.slice(2) : shape.slice(1, -1));
  const groups = kind === "group" ? checkGroups(spec.groups, c) : c;
  const perGroup = groups === 0 ? 0 : c / groups;

  // What one step along samples, positions and groups adds to the statistic; along channels it is nothing.
  const strides = {
    batch: [0, 0, 1],
    instance: [c, 0, 1],
    group: [groups, 0, 1],
    positional: [positions, 1, 0],
  }[kind as "batch" | "instance" | "group" | "positional"];
  if (strides === undefined) {
    throw new RangeError(
      `kind must be "batch", "instance", "group", "layer", "rms" or "positional", got "${kind}"`,
    );
  }

  const sample: Loop = { size: n, statistic: strides[0]!, affine: 0 };
  const position: Loop = { size: positions, statistic: strides[1]!, affine: 0 };
  const group: Loop = { size: groups, statistic: strides[2]!, affine: perGroup };
  const channel: Loop = { size: perGroup, statistic: 0, affine: 1 };
  return first ? [sample, group, channel, position] : [sample, position, group, channel];
}

function toFour(loops: readonly Loop[]): [Loop, Loop, Loop, Loop] {
  return [...Array<Loop>(4 - loops.length).fill(ONE), ...loops] as [Loop, Loop, Loop, Loop];
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}
