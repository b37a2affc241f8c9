/** Where an engine that can convolve comes from. */

import type { EngineOptions as SimdEngineOptions } from "../simd/create_engine.ts";
import { createEngineWith } from "../simd/create_engine.ts";
import type { SimdEngine } from "../simd/engine.ts";
import { ENDING_KERNELS } from "../simd/_kernels/ending_map.ts";
import { NORM_KERNELS } from "../simd/_kernels/norms.ts";
import { winogradFilterGradient, winogradSums } from "./_kernels/winograd_gradient.ts";
import { winograd, winogradFilter } from "./_kernels/winograd.ts";
import { depthwise, depthwiseFilterGradient } from "./_kernels/depthwise.ts";
import type { Kernel } from "../simd/_kernels/job.ts";
import { convolve } from "./_kernels/convolve.ts";
import { convolvePacked } from "./_kernels/convolve_packed.ts";
import { ACTIVATION_KERNELS } from "./_kernels/activations.ts";
import { ELEMENTWISE_KERNELS } from "./_kernels/elementwise.ts";
import { maxPool, maxPoolGradient } from "./_kernels/max_pool.ts";
import { gatherPixels, scatterPixels } from "./_kernels/pixels.ts";
import { resample } from "./_kernels/resample.ts";
import { sumRows } from "./_kernels/sum_rows.ts";
import { stackShifts, sumShifts } from "./_kernels/shifts.ts";
import { filterGradient, filterGradientTotals } from "./_kernels/filter_gradient.ts";

/** What an engine is made with. */
export interface EngineOptions extends SimdEngineOptions {
  /**
   * Whether convolutions and matrix products multiply and add in one instruction, where the machine has
   * relaxed SIMD. It is faster, and it rounds once instead of twice on most machines, but not on all:
   * another machine may give other last digits. Depthwise convolutions and norms stay as they are. Default
   * false.
   */
  readonly relaxedSimd?: boolean;
}

/** One array for all engines, so that they share what is assembled from it. */
const KERNELS: readonly Kernel[] = [
  ...NORM_KERNELS,
  ...ENDING_KERNELS,
  convolve,
  convolvePacked,
  filterGradient,
  filterGradientTotals,
  depthwise,
  depthwiseFilterGradient,
  winogradFilter,
  winograd,
  winogradSums,
  winogradFilterGradient,
  stackShifts,
  sumShifts,
  gatherPixels,
  scatterPixels,
  resample,
  sumRows,
  maxPool,
  maxPoolGradient,
  ...Object.values(ELEMENTWISE_KERNELS),
  ...ACTIVATION_KERNELS,
];

/**
 * Assembles an engine that can do all of this module's operations, and the norms too.
 *
 * Convolutions, matrix products, `gather`, paddings and nearest-neighbor upsampling need SIMD WebAssembly:
 * where there is none (`engine.features.simd` is false), they throw. All else has plain loops, too.
 *
 * @param options The number of threads, how far the memory may grow, and whether to use relaxed SIMD.
 * Default: one thread, all the memory that there may be, and no relaxed SIMD.
 * @returns The engine. The caller disposes of it.
 * @throws {RangeError} If an option is not valid.
 * @throws {TypeError} If the options are not an object.
 *
 * @example
 * ```ts
 * import { createEngine } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine({ threads: 1 });
 * assertEquals(engine.threads, 1);
 * engine.dispose();
 * ```
 */
export async function createEngine(options: EngineOptions = {}): Promise<SimdEngine> {
  return await createEngineWith(KERNELS, options, options?.relaxedSimd);
}
