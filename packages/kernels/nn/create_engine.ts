/** Where an engine that can convolve comes from. */

import type { EngineOptions } from "../simd/create_engine.ts";
import { createEngineWith } from "../simd/create_engine.ts";
import type { SimdEngine } from "../simd/engine.ts";
import { NORM_KERNELS } from "../simd/_kernels/norms.ts";
import { convolve } from "./_kernels/convolve.ts";
import { filterGradient } from "./_kernels/filter_gradient.ts";

/**
 * An engine like that of `@evenkeel/kernels/simd` that can do all of this module's operations too.
 */
export async function createEngine(options: EngineOptions = {}): Promise<SimdEngine> {
  return await createEngineWith([...NORM_KERNELS, convolve, filterGradient], options);
}
