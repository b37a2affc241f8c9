/** Runs the kernel of weighted sums along rows and columns: poolings and resizes are such sums. */

import { Lease } from "../simd/_lease.ts";
import type { SimdEngine } from "../simd/engine.ts";
import { findMachine } from "../simd/_machines.ts";
import type { FloatArray } from "../types.ts";
import { borrow } from "./_borrow.ts";
import { resample } from "./_kernels/resample.ts";

/** What a thread claims at a time has at least as many elements. */
const CLAIM_ELEMENTS = 16384;

/** For each place along an axis of the output: places along the input's, and their weights. */
export type Taps = readonly (readonly Tap[])[];

/** A place along an axis, and its weight. */
export interface Tap {
  readonly place: number;
  readonly weight: number;
}

/** What is summed up. */
export interface Resampling {
  /** The shape of the input, `[n, h, w, c]`. */
  readonly inputShape: readonly [number, number, number, number];
  readonly rows: Taps;
  readonly columns: Taps;
}

/** The same weights from the output back to the input. */
export function transposed(taps: Taps, inputs: number): Taps {
  const back: Tap[][] = Array.from({ length: inputs }, () => []);
  taps.forEach((list, output) => {
    for (const { place, weight } of list) back[place]!.push({ place: output, weight });
  });
  return back;
}

/**
 * `y[n, i, j] = sum over taps a of row i and b of column j: a.weight * b.weight * x[n, a.place, b.place]`, if
 * there is an engine that can; false, with nothing written, otherwise.
 */
export function runResample(
  engine: SimdEngine | undefined,
  { x, y }: { readonly x: FloatArray; readonly y: FloatArray },
  resampling: () => Resampling,
): boolean {
  const machine = findMachine(engine, resample);
  if (machine === undefined) return false;
  if (!(x instanceof Float32Array && y instanceof Float32Array)) return false;
  if (x.length === 0) y.fill(0);
  if (x.length === 0 || y.length === 0) return true;
  const { inputShape: [images, height, width, channels], rows, columns } = resampling();
  const lease = new Lease(machine);
  try {
    borrow(machine, { inputs: [x], outputs: [y] }, ([from, to]) => {
      const grain = Math.max(1, Math.ceil(CLAIM_ELEMENTS / (columns.length * channels)));
      machine.run(resample, { units: images * rows.length, grain }, [
        from!,
        to!,
        ...put(lease, rows, 4 * width * channels),
        ...put(lease, columns, 4 * channels),
        rows.length,
        columns.length,
        4 * channels,
        4 * height * width * channels,
      ]);
    });
  } finally {
    lease.end();
  }
  return true;
}

function put(lease: Lease, taps: Taps, bytes: number): readonly number[] {
  const all = taps.flat();
  const starts = new Int32Array(taps.length + 1);
  taps.forEach((list, i) => starts[i + 1] = starts[i]! + list.length);
  const weights = Float64Array.from(all, ({ weight }) => weight);
  return [
    lease.put(starts),
    lease.put(Int32Array.from(all, ({ place }) => place * bytes)),
    lease.put(new Int32Array(weights.buffer)),
  ];
}
