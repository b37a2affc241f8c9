/** Where a {@linkcode SimdEngine} comes from. */

import type { Kernel } from "./_kernels/job.ts";
import { NORM_KERNELS } from "./_kernels/norms.ts";
import { Machine } from "./_machine.ts";
import { SimdEngine } from "./engine.ts";

/** What an engine is made with. */
export interface EngineOptions {
  /**
   * How many threads work, the caller's counted. Default 1. More than one needs SharedArrayBuffer (in
   * a page: cross-origin isolation), and a caller that may wait: in a page, a worker.
   */
  readonly threads?: number;
  /**
   * How far the engine's memory may grow, in bytes. Default 4 GiB less 64 KiB, which is also the most;
   * 256 MiB, taken at once, where there is no SharedArrayBuffer.
   */
  readonly memoryBytes?: number;
}

const MOST_THREADS = 64;
// Kernels compare addresses a few kilobytes beyond an array's end: those must not start over at 0.
const GROWING_BYTES = 2 ** 32 - 2 ** 16;
const FIXED_BYTES = 2 ** 28;

/**
 * Assembles the engine and starts its threads.
 *
 * It does the plan family on Float32Array, but for positional norm, channels first, group norm of a
 * single position, and layer norm over fewer than 16 elements; everything else is passed on to the
 * scalar engine, the options `activation` and `residual` too, for which `createFusingEngine` is. One and many threads give the same bits; the scalar engine agrees to 1e-6 of the
 * largest value.
 *
 * It does not fail for what the machine lacks, and `engine.features` says what was found: without SIMD
 * WebAssembly the scalar engine does everything, and without SharedArrayBuffer or workers there is one
 * thread.
 *
 * @throws {RangeError} If an option is not valid, or the machine has not so much memory.
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

/** An engine that can do what the kernels say. */
export async function createEngineWith(
  kernels: readonly Kernel[],
  { threads = 1, memoryBytes }: EngineOptions,
): Promise<SimdEngine> {
  if (!Number.isSafeInteger(threads) || threads < 1 || threads > MOST_THREADS) {
    throw new RangeError(`threads must be an integer from 1 to ${MOST_THREADS}, got ${threads}`);
  }
  const most = memoryBytes ??
    (typeof SharedArrayBuffer === "function" ? GROWING_BYTES : FIXED_BYTES);
  if (!(most >= 2 ** 17 && most <= GROWING_BYTES)) {
    throw new RangeError(`memoryBytes must be from 131072 to ${GROWING_BYTES}, got ${most}`);
  }
  return new SimdEngine(await Machine.create({ kernels, threads, memoryBytes: most }));
}
