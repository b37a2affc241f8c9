/** What layer norm has besides other runs: parameters along them, and sums across them. */

import type { FloatArray } from "../types.ts";
import type { Step } from "./_step.ts";
import type { GradientBuilder } from "./_gradient_builder.ts";
import { lineParameterSums } from "./_kernels/line_sums.ts";
import type { Machine } from "./_machine.ts";
import { LARGEST_FACTOR, SMALLEST_FACTOR } from "./_trust.ts";
import { PIECE, PIECE_COLUMNS } from "./_walker.ts";

/** What stands for parameters where they come later. */
const UNIT = { gamma: Float64Array.of(1), beta: Float64Array.of(0) };

/**
 * How many runs are summed up at a time: a piece of them, or some more if they are long, because the
 * sums of all their elements are added by JavaScript. It depends on nothing but the length.
 */
export function rowsOf(length: number): number {
  return Math.max(1, Math.floor(PIECE / length), Math.min(16, Math.floor(2 ** 20 / length)));
}

/** Columns are summed in pieces that are so wide: a multiple of 4. */
function widthOf(length: number): number {
  return Math.min(PIECE_COLUMNS, 4 * Math.ceil(length / 4));
}

/** How many pieces so many runs make, downwards and sideways. */
function piecesOf(runs: number, length: number): { rows: number; columns: number } {
  return { rows: Math.ceil(runs / rowsOf(length)), columns: Math.ceil(length / widthOf(length)) };
}

/** Gamma, and beta if it is needed, in the engine's memory, as 32-bit floats. */
export interface WrittenParameters {
  /** Where they are. */
  readonly addresses: readonly number[];
  /** Whether 32-bit arithmetic is good enough for them. */
  readonly tame: boolean;
  /** What the parameters of a run are written with instead. */
  readonly unit: { readonly gamma: Float64Array; readonly beta: Float64Array };
}

/** Parameters of each element of a run, for one operation. */
export class LineParameters {
  readonly #machine: Machine;
  readonly #length: number;
  #written: WrittenParameters | undefined;

  constructor(machine: Machine, length: number) {
    this.#machine = machine;
    this.#length = length;
  }

  scratchBytes(parts: number): readonly number[] {
    const length = this.#length;
    const { rows, columns } = piecesOf(parts, length);
    return [4 * length, 4 * length, 16 * widthOf(length) * rows * columns];
  }

  /** Writes them, the first time. */
  write(own: Step["own"]): WrittenParameters {
    if (this.#written !== undefined) return this.#written;
    const gamma = this.#copy(own.gamma), beta = own.beta && this.#copy(own.beta);
    this.#written = {
      addresses: beta === undefined ? [gamma.byteOffset] : [gamma.byteOffset, beta.byteOffset],
      tame: areWithin(gamma, SMALLEST_FACTOR) && (beta === undefined || areWithin(beta, 0)),
      unit: UNIT,
    };
    return this.#written;
  }

  #copy(values: FloatArray): Float32Array {
    const copy = this.#machine.view(this.#machine.heap.take(4 * values.length), values.length);
    copy.set(values);
    return copy;
  }

  close(): void {
    for (const address of this.#written?.addresses ?? []) this.#machine.heap.free(address);
  }
}

/** By their bits, which is several times as fast: sizes are in the order of the bits. */
function areWithin(floats: Float32Array, least: number): boolean {
  const bits = new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
  const [from, to] = new Uint32Array(Float32Array.of(least, LARGEST_FACTOR).buffer);
  let wrong = 0;
  for (let i = 0; i < bits.length; i++) {
    const size = bits[i]! & 0x7fffffff;
    wrong |= +(size > to!) | (+(size < from!) & +(size !== 0));
  }
  return wrong === 0;
}

/** Some runs, and where their sums go. */
export interface LineSums {
  readonly dy: Float32Array;
  readonly x: Float32Array;
  /** The statistic of each run. */
  readonly statistic: Uint32Array;
  /** Where mean, rstd and shift of each run are. */
  readonly params: number;
  /** The runs for which those are not good enough. */
  readonly wild: readonly number[];
  readonly into: GradientBuilder;
}

/** Adds, for each element of a run, the sums of `dy` and of `dy * xhat` over all runs. */
export function addLineSums(machine: Machine, sums: LineSums): void {
  const { dy, x, statistic, params, wild, into: { sums: { dgamma, dbeta } } } = sums;
  const runs = statistic.length;
  const length = x.length / runs;
  const height = rowsOf(length), width = widthOf(length);
  const pieces = piecesOf(runs, length);
  const units = pieces.rows * pieces.columns;
  machine.withMemory(16 * width * units, (out) => {
    machine.run(lineParameterSums, { units, grain: 1 }, [
      ...[dy.byteOffset, x.byteOffset, params, out],
      ...[runs, length, height, pieces.columns, width],
    ]);
    const results = machine.f64;
    for (let from = 0, at = out / 8; from < runs; from += height) {
      const to = Math.min(from + height, runs);
      const own = wild.filter((run) => run >= from && run < to);
      for (let left = 0; left < length; left += width, at += 2 * width) {
        for (let i = 0; i < width && left + i < length; i++) {
          const product = results[at + width + i]!;
          if (own.length === 0 && !Number.isNaN(product)) {
            dbeta[left + i] = dbeta[left + i]! + results[at + i]!;
            dgamma[left + i] = dgamma[left + i]! + product;
          } else addColumn(sums, { length, column: left + i, from, to });
        }
      }
    }
  });
}

/** The sums of one column once more, in 64 bits. */
function addColumn(
  { dy, x, statistic, into: { sums, scales } }: LineSums,
  { length, column, from, to }: {
    readonly length: number;
    readonly column: number;
    readonly from: number;
    readonly to: number;
  },
): void {
  let plain = 0, product = 0;
  for (let run = from; run < to; run++) {
    const i = run * length + column, s = statistic[run]!;
    plain += dy[i]!;
    product += dy[i]! * ((x[i]! - scales.mean[s]!) * scales.rstd[s]!);
  }
  sums.dbeta[column] = sums.dbeta[column]! + plain;
  sums.dgamma[column] = sums.dgamma[column]! + product;
}
