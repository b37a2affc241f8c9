/** Sums over the middle of three axes, in float64: on an engine where there is enough to do. */

import { Lease } from "../simd/_lease.ts";
import type { Machine } from "../simd/_machine.ts";
import { findMachine } from "../simd/_machines.ts";
import type { SimdEngine } from "../simd/engine.ts";
import type { FloatArray } from "../types.ts";
import { sumRows } from "./_kernels/sum_rows.ts";

/** What a unit has at least, where there is so much; more threads are not worth it below. */
const UNIT_ELEMENTS = 65536;
const LEAST_ELEMENTS = 1024;
const LEAST_ROWS = 16;
/** The kernel adds as many columns at a time. */
const BLOCK = 16;

/** `[outer, summands, inner]` to `[outer, inner]`. */
export interface Parts {
  readonly outer: number;
  readonly summands: number;
  readonly inner: number;
}

/** Calls `write` with each sum, in the order of memory. */
export function sumMiddle(
  x: FloatArray,
  parts: Parts,
  { engine, write }: {
    readonly engine: SimdEngine | undefined;
    readonly write: (at: number, sum: number) => void;
  },
): void {
  const each = parts.summands * parts.inner;
  const fast = x instanceof Float32Array && each >= LEAST_ELEMENTS && parts.summands >= LEAST_ROWS;
  const machine = fast ? findMachine(engine, sumRows) : undefined;
  if (fast && machine !== undefined) onMachine(machine, x, parts, write);
  else if (parts.inner === 1) runs(x, parts, write);
  else columns(x, parts, write);
}

type Write = (at: number, sum: number) => void;

function runs(x: FloatArray, { outer, summands }: Parts, write: Write): void {
  for (let i = 0, at = 0; i < outer; i++) {
    let a = 0, b = 0, c = 0, d = 0;
    const end = at + summands;
    for (; at + 3 < end; at += 4) {
      a += x[at]!;
      b += x[at + 1]!;
      c += x[at + 2]!;
      d += x[at + 3]!;
    }
    for (; at < end; at++) a += x[at]!;
    write(i, a + b + (c + d));
  }
}

function columns(x: FloatArray, { outer, summands, inner }: Parts, write: Write): void {
  const sums = new Float64Array(inner);
  for (let i = 0, from = 0; i < outer; i++) {
    sums.fill(0);
    for (let k = 0; k < summands; k++, from += inner) {
      for (let j = 0; j < inner; j++) sums[j] = sums[j]! + x[from + j]!;
    }
    for (let j = 0; j < inner; j++) write(i * inner + j, sums[j]!);
  }
}

/** Several rows of fewer than a block's columns are one row here; what is left of the rows comes last. */
function onMachine(
  machine: Machine,
  x: Float32Array,
  { outer, summands, inner }: Parts,
  write: Write,
): void {
  let joined = 1;
  while (inner * joined % BLOCK !== 0) joined *= 2;
  const width = inner * joined, rows = Math.floor(summands / joined);
  const chunkRows = Math.max(LEAST_ROWS, Math.ceil(UNIT_ELEMENTS / width));
  const chunks = Math.ceil(rows / chunkRows);
  const lease = new Lease(machine);
  try {
    const from = machine.addressOf(x) ?? lease.padded(x, 0);
    const units = outer * chunks;
    const scratch = lease.take(8 * units * width);
    const grain = Math.ceil(UNIT_ELEMENTS / (Math.min(rows, chunkRows) * width));
    machine.run(sumRows, { units, grain }, [
      from,
      scratch,
      4 * width,
      rows,
      chunkRows,
      chunks,
      4 * summands * inner,
    ]);
    const partial = new Float64Array(machine.memory.buffer, scratch, units * width);
    for (let i = 0; i < outer; i++) {
      const [start, end] = [i * chunks * width, (i + 1) * chunks * width];
      for (let j = 0; j < inner; j++) {
        let sum = 0;
        for (let at = start + j; at < end; at += inner) sum += partial[at]!;
        for (let k = rows * joined; k < summands; k++) sum += x[(i * summands + k) * inner + j]!;
        write(i * inner + j, sum);
      }
    }
  } finally {
    lease.end();
  }
}
