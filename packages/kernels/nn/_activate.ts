/** Sends an activation to an engine's kernels. */

import type { FloatArray } from "../types.ts";
import { findMachine } from "../simd/_machines.ts";
import { openStage } from "../simd/_stage.ts";
import type { SimdEngine } from "../simd/engine.ts";

/** How many bytes a thread claims at a time. */
export const ACTIVATION_UNIT_BYTES = 131072;
/** How many elements of arrays that are not the engine's are copied at a time, for each thread. */
const SLICE_ELEMENTS = 65536;

/** What is to be done. */
export interface Activated {
  readonly inputs: readonly FloatArray[];
  /** As long as the inputs, and of their type. */
  readonly output: FloatArray;
  /** For leaky ReLU. */
  readonly negativeSlope?: number;
}

/** Does it, if there is an engine with a kernel of the name; false, with nothing written, otherwise. */
export function activate(
  engine: SimdEngine | undefined,
  name: string,
  { inputs, output, negativeSlope = 0 }: Activated,
): boolean {
  const machine = findMachine(engine);
  const kernel = machine?.named(name);
  if (machine === undefined || kernel === undefined) return false;
  if (!(output instanceof Float32Array)) return false;
  const all = [...inputs, output];
  const home = all.every((array) => machine.addressOf(array) !== undefined);
  const step = home ? output.length : Math.min(output.length, SLICE_ELEMENTS * machine.threads);
  const stage = openStage(machine, { inputs, output, length: step });
  if (stage === undefined) return false;
  const [slopeBits] = new Uint32Array(Float32Array.of(negativeSlope).buffer);
  try {
    for (let from = 0; from < output.length; from += step) {
      const range = { from, to: Math.min(from + step, output.length) };
      const bytes = 4 * (range.to - from);
      const cut = { units: Math.ceil(bytes / ACTIVATION_UNIT_BYTES), grain: 1 };
      machine.run(kernel, cut, [...stage.enter(range), bytes, slopeBits!]);
      stage.leave(range);
    }
  } finally {
    stage.close();
  }
  return true;
}
