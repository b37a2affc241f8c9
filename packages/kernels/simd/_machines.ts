/** Which machine is inside an engine: for other operations of this package, not for callers. */

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
 * @throws {TypeError} If the engine is not one that was made here.
 */
export function machineOf(engine: object): Machine {
  const machine = MACHINES.get(engine);
  if (machine === undefined) {
    throw new TypeError(
      "engine must be one that createEngine of @evenkeel/kernels/nn gave, where there is SIMD WebAssembly",
    );
  }
  return machine;
}
