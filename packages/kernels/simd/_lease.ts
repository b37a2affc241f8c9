/** Memory that an operation borrows. */

import type { Machine } from "./_machine.ts";

/** Takes memory piece by piece; gives it back as a whole. */
export class Lease {
  readonly #machine: Machine;
  readonly #taken: number[] = [];

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Memory with anything in it. */
  take(bytes: number): number {
    const address = this.#machine.heap.take(bytes);
    this.#taken.push(address);
    return address;
  }

  /** A copy of 32-bit integers. */
  put(values: Int32Array): number {
    const address = this.take(4 * values.length);
    new Int32Array(this.#machine.memory.buffer, address, values.length).set(values);
    return address;
  }

  /** 32-bit zeros. */
  zeros(length: number): number {
    const address = this.take(4 * length);
    this.#machine.view(address, length).fill(0);
    return address;
  }

  /** A copy of 32-bit floats with so many zeros after it. */
  padded(values: Float32Array, more: number): number {
    const address = this.take(4 * (values.length + more));
    const all = this.#machine.view(address, values.length + more);
    all.set(values);
    all.fill(0, values.length);
    return address;
  }

  /** Gives everything back. */
  end(): void {
    for (const address of this.#taken) this.#machine.heap.free(address);
  }
}
