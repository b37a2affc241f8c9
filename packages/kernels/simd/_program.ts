/** The module's bytes, compiled once for all engines that are alike. */

import type { Kernel } from "./_kernels/job.ts";
import { serve, share, work } from "./_kernels/threads.ts";
import { assemble, type Target } from "./_wasm/module.ts";

/** The bytes of a module that runs these kernels; the same on every machine. */
export function moduleBytes(
  kernels: readonly Kernel[],
  target: Target,
): Uint8Array<ArrayBuffer> {
  const workIndex = kernels.length;
  return assemble([...kernels, work, share(workIndex), serve(workIndex)], target);
}

/** A module that may be compiled. */
export interface Program {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly compile: () => Promise<WebAssembly.Module>;
}

// Assembling and compiling take some 50 ms, and a program's engines are mostly alike.
const programs = new WeakMap<readonly Kernel[], Map<string, Program>>();

/** The module for such a target. */
export function programOf(kernels: readonly Kernel[], target: Target): Program {
  const known = programs.get(kernels) ?? new Map<string, Program>();
  programs.set(kernels, known);
  const key = JSON.stringify(target);
  let program = known.get(key);
  if (program === undefined) {
    const bytes = moduleBytes(kernels, target);
    let module: Promise<WebAssembly.Module> | undefined;
    const compile = async () => {
      try {
        return await (module ??= WebAssembly.compile(bytes));
      } catch (error) {
        module = undefined; // there may be more memory the next time
        throw error;
      }
    };
    program = { bytes, compile };
    known.set(key, program);
  }
  return program;
}
