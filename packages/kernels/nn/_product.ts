/** Runs matrix products on the convolution kernel: one tap, and rows for positions. */

import { Lease } from "../simd/_lease.ts";
import type { Machine } from "../simd/_machine.ts";
import { convolveIndirect } from "./_indirect.ts";
import { packedSize, packFilter } from "./_pack_filter.ts";

/** `y = a b`, one pair of matrices after the other. */
export function multiply(
  machine: Machine,
  { a, b, y }: { readonly a: number; readonly b: Float32Array; readonly y: number },
  { rows, inner, columns, batch = 1, transposeA = false, transposeB = false }: {
    readonly rows: number;
    readonly inner: number;
    readonly columns: number;
    readonly batch?: number;
    readonly transposeA?: boolean;
    readonly transposeB?: boolean;
  },
): void {
  if (batch * rows * columns === 0) return;
  if (inner === 0) {
    machine.view(y, batch * rows * columns).fill(0);
    return;
  }
  const order = {
    taps: [0],
    inputs: inner,
    outputs: columns,
    strides: transposeB
      ? { tap: 0, input: 1, output: inner }
      : { tap: 0, input: columns, output: 1 },
  };
  const lease = new Lease(machine);
  try {
    const size = packedSize(order);
    const weights = lease.take(4 * size * batch);
    for (let i = 0; i < batch; i++) {
      const matrix = b.subarray(i * inner * columns, (i + 1) * inner * columns);
      packFilter(matrix, order, machine.view(weights + 4 * size * i, size));
    }
    const x = transposeA ? lease.take(4 * batch * rows * inner) : a;
    if (transposeA) {
      const from = machine.view(a, batch * rows * inner);
      const to = machine.view(x, batch * rows * inner);
      for (let i = 0, at = 0; i < batch; i++) {
        for (let row = 0; row < rows; row++) {
          for (let k = 0; k < inner; k++) to[at++] = from[(i * inner + k) * rows + row]!;
        }
      }
    }
    convolveIndirect(machine, lease, {
      x,
      y,
      weights,
      places: multiples(rows, 4 * inner),
      targets: multiples(rows, 4 * columns),
      images: batch,
      taps: 1,
      inputs: inner,
      outputs: columns,
      xImageBytes: 4 * rows * inner,
      yImageBytes: 4 * rows * columns,
      weightImageBytes: 4 * size,
    });
  } finally {
    lease.end();
  }
}

/** `[0, step, 2 * step, ...]` */
function multiples(length: number, step: number): Int32Array {
  const values = new Int32Array(length);
  for (let i = 0; i < length; i++) values[i] = i * step;
  return values;
}
