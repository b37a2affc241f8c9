/** Which axes are reduced: as loops for an engine, and as strides for what no engine does. */

import { checkAxis, describe } from "./_check.ts";
import { product } from "./_kept_axis.ts";
import { ONE } from "./_loops.ts";
import type { Loop, Plan } from "./plan.ts";

/** Whether each axis is reduced. */
export function reducedAxes(
  shape: readonly number[],
  axes: readonly number[] | undefined,
): readonly boolean[] {
  if (axes === undefined) return shape.map(() => true);
  if (!Array.isArray(axes)) throw new TypeError(`axes must be an array, got ${describe(axes)}`);
  const reduced = shape.map(() => false);
  for (const axis of axes) {
    const at = checkAxis(axis, shape.length);
    if (reduced[at]) throw new RangeError(`axes must name each axis once, got [${axes}]`);
    reduced[at] = true;
  }
  return reduced;
}

/** One or more axes that are next to each other and have the same fate. */
export interface Stretch {
  readonly size: number;
  readonly reduced: boolean;
}

/** Joins neighbors, and drops axes of one step. */
export function stretches(shape: readonly number[], reduced: readonly boolean[]): Stretch[] {
  const joined: Stretch[] = [];
  shape.forEach((size, axis) => {
    if (size === 1) return;
    const last = joined.at(-1);
    if (last?.reduced === reduced[axis]) joined.pop();
    const before = last?.reduced === reduced[axis] ? last!.size : 1;
    joined.push({ size: before * size, reduced: reduced[axis]! });
  });
  return joined;
}

/** How many stretches a plan has room for. */
export const PLAN_LOOPS = 4;

/** The plan of at most four stretches: a statistic and a parameter for all that is kept. */
export function stretchPlan(all: readonly Stretch[]): Plan {
  const loops: Loop[] = [];
  let kept = 1;
  for (const { size, reduced } of [...all].reverse()) {
    loops.unshift({ size, statistic: reduced ? 0 : kept, affine: reduced ? 0 : kept });
    if (!reduced) kept *= size;
  }
  while (loops.length < PLAN_LOOPS) loops.unshift(ONE);
  const [a, b, c, d] = loops;
  return {
    loops: [a!, b!, c!, d!],
    size: product(all.map(({ size }) => size)),
    statistics: kept,
    affines: kept,
    count: product(all.filter(({ reduced }) => reduced).map(({ size }) => size)),
    centered: true,
  };
}

/** What one step along each axis adds to an index that `counted` axes make up, row by row. */
export function stridesOf(shape: readonly number[], counted: readonly boolean[]): number[] {
  const strides = shape.map(() => 0);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (!counted[axis]) continue;
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** Calls `visit(element, a, b)` for every element, with two indices that strides make up. */
export function forEachIndex(
  shape: readonly number[],
  strides: { readonly a: readonly number[]; readonly b: readonly number[] },
  visit: (i: number, a: number, b: number) => void,
): void {
  const size = product(shape);
  const at = shape.map(() => 0);
  let a = 0, b = 0;
  for (let i = 0; i < size; i++) {
    visit(i, a, b);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      a += strides.a[axis]!, b += strides.b[axis]!;
      at[axis] = at[axis]! + 1;
      if (at[axis]! < shape[axis]!) break;
      a -= strides.a[axis]! * shape[axis]!, b -= strides.b[axis]! * shape[axis]!;
      at[axis] = 0;
    }
  }
}
