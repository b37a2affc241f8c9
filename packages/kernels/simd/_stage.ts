/** Brings arrays that live elsewhere into the engine's memory and back, a slice at a time. */

import type { FloatArray } from "../types.ts";
import type { Machine } from "./_machine.ts";

interface Place {
  readonly array: FloatArray;
  /** The address of the whole array, if it lives in the engine's memory. */
  readonly home: number | undefined;
  /** Where a slice of it stands otherwise. */
  readonly address: number;
}

/** A range of elements. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** Arrays of one operation. An output that is also an input shares its place. */
export class Stage {
  readonly #machine: Machine;
  readonly #inputs: readonly Place[];
  readonly #outputs: readonly Place[];
  readonly #taken: readonly number[];

  private constructor(
    machine: Machine,
    inputs: readonly Place[],
    outputs: readonly Place[],
    taken: readonly number[],
  ) {
    this.#machine = machine;
    this.#inputs = inputs;
    this.#outputs = outputs;
    this.#taken = taken;
  }

  /** Takes what memory is needed for slices of `length`; undefined if there is not enough. */
  static open(machine: Machine, { inputs, outputs, length }: {
    readonly inputs: readonly FloatArray[];
    readonly outputs: readonly FloatArray[];
    readonly length: number;
  }): Stage | undefined {
    const taken: number[] = [];
    const place = (array: FloatArray, address: () => number): Place => {
      const home = machine.addressOf(array);
      return { array, home, address: home ?? address() };
    };
    const take = () => {
      const address = machine.heap.take(4 * length);
      taken.push(address);
      return address;
    };
    try {
      const from = inputs.map((array) => place(array, take));
      // The kernels may write where they read, so a staged input's place serves the output too.
      const staged = from.find(({ home }) => home === undefined);
      const to = outputs.map((array) => place(array, () => staged?.address ?? take()));
      return new Stage(machine, from, to, taken);
    } catch {
      taken.forEach((address) => machine.heap.free(address));
      return undefined;
    }
  }

  /** Copies a slice in; gives the addresses of inputs and outputs. */
  enter({ from, to }: Range): number[] {
    for (const { array, home, address } of this.#inputs) {
      if (home !== undefined) continue;
      this.#machine.view(address, to - from).set(array.subarray(from, to));
    }
    return [...this.#inputs, ...this.#outputs].map(({ home, address }) =>
      home === undefined ? address : home + 4 * from
    );
  }

  /** Copies a slice out. */
  leave({ from, to }: Range): void {
    for (const { array, home, address } of this.#outputs) {
      if (home === undefined) array.set(this.#machine.view(address, to - from), from);
    }
  }

  /** Gives the memory back. */
  close(): void {
    this.#taken.forEach((address) => this.#machine.heap.free(address));
  }
}
