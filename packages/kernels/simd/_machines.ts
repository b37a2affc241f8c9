/** Which machine is inside an engine: for other operations of this package, not for callers. */

import { describe } from "../_check.ts";
import type { SimdEngine } from "./engine.ts";
import type { Kernel } from "./_kernels/job.ts";
import type { Machine } from "./_machine.ts";

const MACHINES = new WeakMap<object, Machine>();

/** Remembers an engine's machine. */
export function registerMachine(engine: object, machine: Machine): void {
  MACHINES.set(engine, machine);
}

/** An engine's machine, if it has one and that knows the kernel: plain loops do as well. */
export function findMachine(engine: object | undefined, kernel?: Kernel): Machine | undefined {
  const machine = engine && MACHINES.get(engine);
  return kernel === undefined || machine?.has(kernel) ? machine : undefined;
}

/**
 * An engine's machine, for what only a machine can do.
 *
 * @throws {TypeError} If the engine is not one that was made here, or has no SIMD WebAssembly.
 */
export function machineOf(engine: object): Machine {
  const machine = findMachine(engine);
  if (machine !== undefined) return machine;
  const { features } = (engine ?? {}) as Partial<SimdEngine>;
  throw new TypeError(
    features === undefined
      ? `engine must be one that createEngine of @evenkeel/kernels/nn gave, got ${describe(engine)}`
      : `engine must have SIMD WebAssembly, which this needs: ${features.reason}`,
  );
}
