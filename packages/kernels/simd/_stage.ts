/** Brings arrays that live elsewhere into the engine's memory and back, a slice at a time. */

import type { FloatArray } from "../types.ts";
import { Heap } from "./_heap.ts";
import type { Machine } from "./_machine.ts";

/** A range of elements. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** Arrays of one operation. */
export interface Stage {
  /** Copies a slice in; gives the addresses of the inputs and then of the output. */
  enter(range: Range): number[];
  /** Copies a slice out. */
  leave(range: Range): void;
  /** Gives the memory back. */
  close(): void;
}

/**
 * Takes what memory is needed for slices of `length`; undefined if there is no room. There is room for
 * any of the lists of blocks besides, so that nothing can fail any more once something has been written.
 */
export function openStage(machine: Machine, { inputs, output, length, scratch = [] }: {
  readonly inputs: readonly FloatArray[];
  readonly output: FloatArray | undefined;
  readonly length: number;
  /** In bytes. */
  readonly scratch?: readonly (readonly number[])[];
}): Stage | undefined {
  const { heap } = machine;
  const taken: number[] = [];
  const close = () => taken.forEach((address) => heap.free(address));
  const take = () => {
    const address = heap.take(4 * length);
    taken.push(address);
    return address;
  };
  try {
    // The kernels may write where they read, so a staged input's place serves the output too.
    const arrays = output === undefined ? inputs : [...inputs, output];
    const places = arrays.map((array, i) => {
      const home = machine.addressOf(array);
      const shared = i < inputs.length ? undefined : taken[0];
      return { array, home, address: home ?? shared ?? take() };
    });
    const room = scratch.map((blocks) =>
      blocks.reduce((sum, bytes) => sum + Heap.sizeOf(bytes), 0)
    );
    heap.free(heap.take(Math.max(0, ...room)));
    return {
      enter: ({ from, to }) =>
        places.map(({ array, home, address }, i) => {
          if (home !== undefined) return home + 4 * from;
          if (i < inputs.length) machine.view(address, to - from).set(array.subarray(from, to));
          return address;
        }),
      leave({ from, to }) {
        const { array, home, address } = places.at(-1)!;
        if (output !== undefined && home === undefined) {
          array.set(machine.view(address, to - from), from);
        }
      },
      close,
    };
  } catch (error) {
    close();
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
