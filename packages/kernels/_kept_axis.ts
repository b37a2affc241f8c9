/**
 * Weights as batch norm sees them: one axis is kept, the outputs, and all others share a statistic. So
 * the plan is batch norm's, over `[before, outputs, after]`.
 */

import { checkArray, checkAxis, describe } from "./_check.ts";
import { createPlan, type Plan } from "./plan.ts";
import type { FloatArray } from "./types.ts";

/** A weight seen along one axis. */
export interface KeptAxis {
  /** Statistics and parameters per index of the kept axis. */
  readonly plan: Plan;
  /** The product of the sizes before it. */
  readonly before: number;
  /** Its size; 1 where no axis is kept. */
  readonly kept: number;
  /** The product of the sizes after it. */
  readonly after: number;
}

/** Reads the shape of a weight. With `axis` null the whole weight shares one statistic. */
export function keepAxis(shape: readonly number[], axis: number | null): KeptAxis {
  checkSizes(shape);
  const at = axis === null ? shape.length : checkAxis(axis, shape.length);
  const before = product(shape.slice(0, at));
  const kept = axis === null ? 1 : shape[at]!;
  const after = product(shape.slice(at + 1));
  return { plan: createPlan({ kind: "batch", shape: [before, kept, after] }), before, kept, after };
}

/** One axis or more, of non-negative whole sizes: a vector is a weight as well. */
export function checkSizes(shape: readonly number[], name: string = "shape"): void {
  if (!Array.isArray(shape)) {
    throw new TypeError(`${name} must be an array, got ${describe(shape)}`);
  }
  if (shape.length === 0) throw new RangeError(`${name} must have at least 1 axis, got []`);
  for (const size of shape) {
    if (!Number.isSafeInteger(size) || size < 0) {
      throw new RangeError(`${name} must hold non-negative integers, got [${shape.map(describe)}]`);
    }
  }
}

/** One number per output in float64, or `absent` everywhere. */
export function outputArray(
  name: string,
  array: FloatArray | undefined,
  { outputs, absent }: { readonly outputs: number; readonly absent: number },
): Float64Array {
  if (array === undefined) return new Float64Array(outputs).fill(absent);
  checkArray(name, array, { length: outputs, unit: "outputs" });
  return Float64Array.from(array);
}

/** All of them multiplied; 1 for none. */
export function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}
