/** Runs the kernels of max pooling. */

import { Lease } from "../simd/_lease.ts";
import type { SimdEngine } from "../simd/engine.ts";
import { findMachine } from "../simd/_machines.ts";
import type { FloatArray } from "../types.ts";
import { borrow } from "./_borrow.ts";
import { maxPool, maxPoolGradient } from "./_kernels/max_pool.ts";
import { type Reach, reaches } from "./_pool2d.ts";
import type { Window } from "./window.ts";

/** What a thread claims at a time has at least as many elements. */
const CLAIM_ELEMENTS = 16384;

/** Writes the largest values, if there is an engine that can; false, with nothing written, otherwise. */
export function runMaxPool(
  engine: SimdEngine | undefined,
  window: Window,
  { x, y }: { readonly x: FloatArray; readonly y: FloatArray },
): boolean {
  const machine = findMachine(engine, maxPool);
  if (machine === undefined) return false;
  if (!(x instanceof Float32Array && y instanceof Float32Array)) return false;
  if (y.length === 0) return true;
  const lease = new Lease(machine);
  try {
    borrow(machine, { inputs: [x], outputs: [y] }, ([from, to]) => {
      const [images, rows] = window.outputShape;
      const cut = { units: images * rows, grain: grainOf(window) };
      machine.run(maxPool, cut, [from!, ...geometry(lease, window), to!]);
    });
  } finally {
    lease.end();
  }
  return true;
}

/** Adds `dy` to `dx`, which is zeros, at the largest values; likewise. */
export function runMaxPoolGradient(
  engine: SimdEngine | undefined,
  window: Window,
  { x, dy, dx }: {
    readonly x: FloatArray;
    readonly dy: FloatArray;
    readonly dx: FloatArray;
  },
): boolean {
  const machine = findMachine(engine, maxPoolGradient);
  if (machine === undefined || !(x instanceof Float32Array)) return false;
  if (!(dy instanceof Float32Array && dx instanceof Float32Array)) return false;
  if (dy.length === 0 || dx.length === 0) return true;
  const lease = new Lease(machine);
  try {
    borrow(machine, { inputs: [x, dy], outputs: [dx] }, ([from, gradient, to]) => {
      machine.view(to!, dx.length).fill(0);
      const [images, rows] = window.outputShape;
      // Rows of windows that do not meet can be computed at the same time; else images can.
      const apart = window.strides[0] >= window.filterShape[0];
      const [unitRows, units] = apart ? [1, rows] : [rows, 1];
      const cut = { units: images * units, grain: apart ? grainOf(window) : 1 };
      machine.run(maxPoolGradient, cut, [
        from!,
        ...geometry(lease, window),
        gradient!,
        to!,
        unitRows,
        units,
      ]);
    });
  } finally {
    lease.end();
  }
  return true;
}

function grainOf({ inputShape: [, , w, c], strides }: Window): number {
  return Math.max(1, Math.ceil(CLAIM_ELEMENTS / (w * c * strides[0])));
}

/** The fields that both kernels begin with. */
function geometry(lease: Lease, window: Window): readonly number[] {
  const { inputShape: [, h, w, c], outputShape: [, rows, columns] } = window;
  const put = (list: readonly Reach[], bytes: number) =>
    lease.put(Int32Array.from(list.flatMap(({ from, to }) => [from * bytes, to * bytes])));
  return [
    put(reaches(window, "rows"), 4 * w * c),
    put(reaches(window, "columns"), 4 * c),
    rows,
    columns,
    4 * c,
    4 * h * w * c,
    4 * w * c,
  ];
}
