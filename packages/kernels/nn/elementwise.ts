/**
 * Arithmetic on whole arrays.
 *
 * @module
 */

import { Lease } from "../simd/_lease.ts";
import type { SimdEngine } from "../simd/engine.ts";
import { machineOf } from "../simd/_machines.ts";
import { ELEMENTWISE_KERNELS, UNIT_BYTES } from "./_kernels/elementwise.ts";

/** What two arrays can be joined by. */
export type ElementwiseName = keyof typeof ELEMENTWISE_KERNELS;

/** What {@linkcode elementwise} takes. */
export interface ElementwiseOptions {
  /** What computes. */
  readonly engine: SimdEngine;
  /** Written; as long as the longer input. It may be one of them. */
  readonly out: Float32Array;
}

const STEP = 16;

const FUNCTIONS: Readonly<Record<ElementwiseName, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  maximum: (a, b) => Math.max(a, b),
  minimum: (a, b) => Math.min(a, b),
  squaredDifference: (a, b) => Math.fround(a - b) ** 2,
  leakyRelu: (a, b) => a > 0 ? a : a * b,
  step: (a, b) => a > 0 ? 1 : a <= 0 ? b : NaN,
};

/**
 * Joins two arrays element by element: `out[i] = f(a[i], b[i])`. An array of one element stands for as
 * many of it as are needed. `leakyRelu` is `a > 0 ? a : a * b`, `step` is `a > 0 ? 1 : b`.
 *
 * @param name What joins them.
 * @throws {RangeError} If the lengths do not fit.
 *
 * @example
 * ```ts
 * import { createEngine, elementwise } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const [a, b] = [engine.allocate(3), new Float32Array([2])];
 * a.set([1, 2, 3]);
 * elementwise("mul", [a, b], { engine, out: a });
 * assertEquals([...a], [2, 4, 6]);
 * engine.dispose();
 * ```
 */
export function elementwise(
  name: ElementwiseName,
  [a, b]: readonly [Float32Array, Float32Array],
  { engine, out }: ElementwiseOptions,
): void {
  const length = a.length === 0 || b.length === 0 ? 0 : Math.max(a.length, b.length);
  for (const [which, array] of [["a", a], ["b", b]] as const) {
    if (array.length === length || array.length === 1) continue;
    throw new RangeError(`${which} must have ${length} elements or 1, got ${array.length}`);
  }
  if (out.length !== length) {
    throw new RangeError(`out must have ${length} elements, got ${out.length}`);
  }
  const machine = machineOf(engine);
  const y = machine.addressOf(out);
  const whole = y === undefined ? 0 : length - length % STEP;
  if (y !== undefined && whole > 0) {
    const lease = new Lease(machine);
    try {
      // A single element is repeated as often as one step reads it, and read again at each.
      const place = (array: Float32Array): readonly [number, number] => {
        if (array.length === 1 && length > 1) {
          const address = lease.take(4 * STEP);
          machine.view(address, STEP).fill(array[0]!);
          return [address, 0];
        }
        const home = machine.addressOf(array);
        return [home ?? lease.padded(array, 0), 4 * STEP];
      };
      const [[aPlace, aStep], [bPlace, bStep]] = [place(a), place(b)];
      const cut = { units: Math.ceil(4 * whole / UNIT_BYTES), grain: 1 };
      const fields = [aPlace, bPlace, y, 4 * whole, aStep, bStep];
      machine.run(ELEMENTWISE_KERNELS[name], cut, fields);
    } finally {
      lease.end();
    }
  }
  const f = FUNCTIONS[name];
  const [aLast, bLast] = [a.length - 1, b.length - 1];
  for (let i = whole; i < length; i++) out[i] = f(a[Math.min(i, aLast)]!, b[Math.min(i, bLast)]!);
}
