/**
 * Arithmetic on whole arrays.
 *
 * @module
 */

import { describe } from "../_check.ts";
import { Lease } from "../simd/_lease.ts";
import type { SimdEngine } from "../simd/engine.ts";
import type { Machine } from "../simd/_machine.ts";
import { findMachine } from "../simd/_machines.ts";
import { ELEMENTWISE_KERNELS, UNIT_BYTES } from "./_kernels/elementwise.ts";
import { checkFloat32, outputLike } from "./_output.ts";

/**
 * What two arrays can be joined by: `"add"`, `a + b`; `"sub"`, `a - b`; `"mul"`, `a * b`; `"div"`, `a / b`;
 * `"maximum"`, `max(a, b)`; `"minimum"`, `min(a, b)`; `"squaredDifference"`, `(a - b) ** 2`; `"leakyRelu"`,
 * `a > 0 ? a : a * b`; `"step"`, `a > 0 ? 1 : b`, NaN where `a` is.
 */
export type ElementwiseName = keyof typeof ELEMENTWISE_KERNELS;

/** What {@linkcode elementwise} takes. */
export interface ElementwiseOptions {
  /** Written, and may be an input; as long as the longer one. New when absent. */
  readonly out?: Float32Array;
  /** The engine to compute with, if `out` lies in its memory. Default: plain loops. */
  readonly engine?: SimdEngine;
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
 * Joins two arrays element by element: `out[i] = f(a[i], b[i])`. A shorter array is repeated as often as
 * is needed: one element stands for all, and a row of channels for every pixel.
 *
 * | name                  | `f(a, b)`           |
 * | --------------------- | ------------------- |
 * | `"add"`               | `a + b`             |
 * | `"sub"`               | `a - b`             |
 * | `"mul"`               | `a * b`             |
 * | `"div"`               | `a / b`             |
 * | `"maximum"`           | `max(a, b)`         |
 * | `"minimum"`           | `min(a, b)`         |
 * | `"squaredDifference"` | `(a - b) ** 2`      |
 * | `"leakyRelu"`         | `a > 0 ? a : a * b` |
 * | `"step"`              | `a > 0 ? 1 : b`     |
 *
 * Each operation is rounded to float32, and an engine gives the same bits as plain loops. NaN in either array
 * gives NaN, also from `"maximum"`, `"minimum"` and `"step"`; only where `a > 0` do `"leakyRelu"` and
 * `"step"` not look at `b`. An empty array gives an empty output, and goes with another empty one or with one
 * element.
 *
 * @param name What joins them: one of the table.
 * @param inputs The two arrays `a` and `b`, of any length of which the shorter divides the longer. Not
 * written, unless one is also `out`.
 * @param options Where to write, and the engine.
 * @returns As many elements as the longer one has; none if one of them has none.
 * @throws {TypeError} If an array is no Float32Array.
 * @throws {RangeError} If there is no such name, or the lengths do not fit, or `out` overlaps an input in part.
 *
 * @example
 * ```ts
 * import { elementwise } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const [a, b] = [new Float32Array([1, 2, 3, 4]), new Float32Array([2, 10])];
 * assertEquals([...elementwise("mul", [a, b])], [2, 20, 6, 40]);
 * ```
 */
export function elementwise(
  name: ElementwiseName,
  inputs: readonly [a: Float32Array, b: Float32Array],
  options: ElementwiseOptions = {},
): Float32Array {
  const [a, b] = inputs;
  const { engine, out } = options;
  if (!Object.hasOwn(FUNCTIONS, name)) {
    const names = Object.keys(FUNCTIONS).join(", ");
    throw new RangeError(`name must be one of ${names}, got ${describe(name)}`);
  }
  checkFloat32("a", a, { length: a.length, unit: "any" });
  checkFloat32("b", b, { length: b.length, unit: "any" });
  const length = a.length === 0 || b.length === 0 ? 0 : Math.max(a.length, b.length);
  for (const [which, array] of [["a", a], ["b", b]] as const) {
    const repeated = array.length === 1 || length > 0 && length % array.length === 0;
    if (array.length === length || repeated) continue;
    throw new RangeError(
      `${which} must have ${length} elements or a divisor of that, got ${array.length}`,
    );
  }
  const unit = "as many as the longer input";
  const y = outputLike(out, a, { length, unit, inputs: { a, b }, inPlace: true });
  const kernel = ELEMENTWISE_KERNELS[name];
  const machine = findMachine(engine, kernel);
  const address = machine?.addressOf(y);
  const whole = address === undefined ? 0 : length - length % STEP;
  if (machine !== undefined && address !== undefined && whole > 0) {
    const lease = new Lease(machine);
    try {
      const [aPlace, aPeriod] = place(machine, lease, { array: a, length, whole });
      const [bPlace, bPeriod] = place(machine, lease, { array: b, length, whole });
      const cut = { units: Math.ceil(4 * whole / UNIT_BYTES), grain: 1 };
      machine.run(kernel, cut, [aPlace, bPlace, address, 4 * whole, aPeriod, bPeriod]);
    } finally {
      lease.end();
    }
  }
  const f = FUNCTIONS[name];
  for (let i = whole; i < length; i++) y[i] = f(a[i % a.length]!, b[i % b.length]!);
  return y;
}

/** An array's address, and after how many bytes it is read again from there. */
function place(
  machine: Machine,
  lease: Lease,
  { array, length, whole }: {
    readonly array: Float32Array;
    readonly length: number;
    readonly whole: number;
  },
): readonly [address: number, period: number] {
  if (array.length === length) {
    return [machine.addressOf(array) ?? lease.padded(array, 0), 4 * whole];
  }
  // So often that it ends where a step does.
  const elements = Math.min(whole, array.length * STEP / commonDivisor(array.length, STEP));
  const address = lease.take(4 * elements);
  const copies = machine.view(address, elements);
  if (array.length === 1) copies.fill(array[0]!);
  else for (let i = 0; i < elements; i++) copies[i] = array[i % array.length]!;
  return [address, 4 * elements];
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
