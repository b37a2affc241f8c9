/** Where a {@linkcode SimdEngine} comes from. */

import { describe } from "../_check.ts";
import type { Kernel } from "./_kernels/job.ts";
import { NORM_KERNELS } from "./_kernels/norms.ts";
import { Machine, MOST_BYTES } from "./_machine.ts";
import { SimdEngine } from "./engine.ts";

/** What an engine is made with. */
export interface EngineOptions {
  /**
   * How many threads work, the calling thread included. Default 1. More than one needs SharedArrayBuffer (in
   * a page: cross-origin isolation), and a caller that may wait: in a page, a worker.
   */
  readonly threads?: number;
  /**
   * How far the engine's memory may grow, in bytes. Default: 4 GiB less 64 KiB, which is also the most, or
   * the half, quarter, eighth or sixteenth of it if the machine refuses more; 256 MiB, taken at once,
   * where there is no SharedArrayBuffer.
   */
  readonly memoryBytes?: number;
}

const MOST_THREADS = 64;
const LEAST_BYTES = 2 ** 17;

/**
 * Assembles the engine and starts its threads.
 *
 * It does the plan family on Float32Array. One and many threads give the same bits, and the scalar
 * engine agrees to 1e-6 of the largest value; that one still does
 *
 * - Float64Array,
 * - positional norm, channels first,
 * - layer norm, RMS norm, and positional norm, channels last, over fewer than 16 elements,
 * - group norm of a single position in several groups,
 * - the options `activation` and `residual`, for which `createFusingEngine` is,
 * - what the engine's memory has no room for: arrays that are not its own, and some scratch memory.
 *
 * It does not fail for what the machine lacks, and `engine.features` says what was found: without SIMD
 * WebAssembly, or where a page's policy forbids it, the scalar engine does everything, and there is one
 * thread without SharedArrayBuffer or workers, and where the caller may not wait for them.
 *
 * @param options The number of threads, and how far the memory may grow. Default: one thread, all the memory
 * that there may be.
 * @returns The engine. The caller disposes of it: see {@linkcode SimdEngine.dispose}.
 * @throws {RangeError} If an option is not valid, or the machine has not so much memory.
 * @throws {TypeError} If the options are not an object.
 *
 * @example
 * ```ts
 * import { batchNorm } from "@evenkeel/kernels";
 * import { createEngine } from "@evenkeel/kernels/simd";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine({ threads: 1 });
 * const shape = [1, 1, 4, 4];
 * const { y } = batchNorm(new Float32Array(16).fill(3), { shape, engine });
 * assertEquals(y[0], 0);
 * engine.dispose();
 * ```
 */
export async function createEngine(options: EngineOptions = {}): Promise<SimdEngine> {
  return await createEngineWith(NORM_KERNELS, options);
}

/** An engine that can do what the kernels say; relaxed SIMD is for those that multiply and add in it. */
export async function createEngineWith(
  kernels: readonly Kernel[],
  options: EngineOptions,
  relaxedSimd = false,
): Promise<SimdEngine> {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`options must be an object like { threads: 4 }, got ${describe(options)}`);
  }
  const { threads = 1, memoryBytes } = options;
  if (!Number.isSafeInteger(threads) || threads < 1 || threads > MOST_THREADS) {
    throw new RangeError(
      `threads must be an integer from 1 to ${MOST_THREADS}, got ${describe(threads)}`,
    );
  }
  if (memoryBytes !== undefined && !(memoryBytes >= LEAST_BYTES && memoryBytes <= MOST_BYTES)) {
    throw new RangeError(
      `memoryBytes must be from ${LEAST_BYTES} to ${MOST_BYTES}, got ${memoryBytes}`,
    );
  }
  const found = await Machine.create({ kernels, threads, memoryBytes, relaxedSimd });
  // It is private so that declarations, which users compile, go without the machine's types.
  return SimdEngine["over"](found);
}
