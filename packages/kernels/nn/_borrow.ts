/** Arrays of callers, as addresses. */

import { Lease } from "../simd/_lease.ts";
import type { Machine } from "../simd/_machine.ts";

/** Calls `use` with the addresses of inputs and outputs; arrays that live elsewhere are copied. */
export function borrow(
  machine: Machine,
  { inputs, outputs }: {
    readonly inputs: readonly Float32Array[];
    readonly outputs: readonly Float32Array[];
  },
  use: (addresses: readonly number[]) => void,
): void {
  const lease = new Lease(machine);
  try {
    const from = inputs.map((array) => machine.addressOf(array) ?? lease.padded(array, 0));
    const to = outputs.map((array) => machine.addressOf(array) ?? lease.take(4 * array.length));
    use([...from, ...to]);
    outputs.forEach((array, i) => {
      if (machine.addressOf(array) === undefined) array.set(machine.view(to[i]!, array.length));
    });
  } finally {
    lease.end();
  }
}
