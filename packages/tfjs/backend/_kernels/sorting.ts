/** Sorts rows, and puts numbers back to where a sort took them from. */

import { allFloat32, type KernelBody, type Kernels, sizeOf } from "./kernel.ts";

const DIGIT_BITS = 11;
const DIGITS = 2 ** DIGIT_BITS;

/** The largest of each row, those before others of the same value that stood before them. */
const topK: KernelBody = ({ inputs: { x }, attrs: { k }, backend, stock }) => {
  const columns = x!.shape.at(-1)!;
  // The stock kernel sorts no more than it has to.
  if (!allFloat32(x) || sizeOf(x!.shape) === 0 || 4 * k < columns) return stock();
  const from = backend.values(x!);
  if (from.some(Number.isNaN)) return stock();
  const shape = [...x!.shape.slice(0, -1), k];
  const { info, values } = backend.create(shape);
  const indices = new Int32Array(values.length);
  const sorter = new Sorter(columns);
  for (let start = 0, to = 0; start < from.length; start += columns, to += k) {
    const order = sorter.sort(from.subarray(start, start + columns));
    for (let i = 0; i < k; i++) {
      indices[to + i] = order[i]!;
      values[to + i] = from[start + order[i]!]!;
    }
  }
  return [info, backend.makeTensorInfo(shape, "int32", indices)];
};

/** Sorts rows of one length by the digits of their bits, the lowest first: equal numbers stay in order. */
class Sorter {
  readonly #numbers: Float32Array;
  /** As integers, these ascend as the numbers descend. */
  readonly #keys: Uint32Array;
  readonly #counts = new Uint32Array(DIGITS);
  #order: Int32Array;
  #next: Int32Array;

  constructor(columns: number) {
    this.#numbers = new Float32Array(columns);
    this.#keys = new Uint32Array(this.#numbers.buffer);
    this.#order = new Int32Array(columns);
    this.#next = new Int32Array(columns);
  }

  /** Where the numbers of a row are, the largest first; good until the next call. */
  sort(row: Float32Array): Int32Array {
    const keys = this.#keys;
    for (let i = 0; i < keys.length; i++) {
      this.#numbers[i] = -row[i]! + 0; // adding 0 makes a 0 of -0
      // Bits of numbers below 0 ascend with their size: all of them are turned.
      const bits = keys[i]!;
      keys[i] = bits >>> 31 === 1 ? ~bits : bits | 2 ** 31;
      this.#order[i] = i;
    }
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) this.#sortByDigit(shift);
    return this.#order;
  }

  #sortByDigit(shift: number): void {
    const keys = this.#keys, counts = this.#counts, order = this.#order, next = this.#next;
    const digitOf = (key: number) => key >>> shift & DIGITS - 1;
    counts.fill(0);
    for (let i = 0; i < keys.length; i++) counts[digitOf(keys[i]!)]!++;
    for (let digit = 0, before = 0; digit < DIGITS; digit++) {
      const count = counts[digit]!;
      counts[digit] = before;
      before += count;
    }
    for (let i = 0; i < order.length; i++) {
      const place = counts[digitOf(keys[order[i]!]!)]!++;
      next[place] = order[i]!;
    }
    [this.#order, this.#next] = [next, order];
  }
}

/** Adds numbers up at their places along one axis. */
const scatter: KernelBody = (
  { inputs: { indices, updates }, attrs: { shape }, backend, stock },
) => {
  const one = shape.length === 1 && indices!.shape.at(-1) === 1 && indices!.dtype === "int32";
  if (!one || !allFloat32(updates) || sizeOf(shape) === 0) return stock();
  const places = backend.data.get(indices!.dataId).values as Int32Array;
  const from = backend.values(updates!);
  const [length] = shape;
  if (from.length !== places.length || places.some((place) => place < 0 || place >= length)) {
    return stock(); // which says what is wrong
  }
  const { info, values } = backend.create(shape);
  values.fill(0);
  for (let i = 0; i < places.length; i++) values[places[i]!]! += from[i]!;
  return info;
};

/** What a sort and its gradient are made of. */
export const SORTING_KERNELS: Kernels = { TopK: topK, ScatterNd: scatter };
