/** Where an engine comes from that ends a norm in an activation without a second sweep. */

import { ENDING_KERNELS } from "./_kernels/ending_map.ts";
import type { Kernel } from "./_kernels/job.ts";
import { NORM_KERNELS } from "./_kernels/norms.ts";
import { createEngineWith, type EngineOptions } from "./create_engine.ts";
import type { SimdEngine } from "./engine.ts";

/** One array for all engines, so that they share what is assembled from it. */
const KERNELS: readonly Kernel[] = /* @__PURE__ */ NORM_KERNELS.concat(ENDING_KERNELS);

/**
 * As `createEngine`, with kernels besides for the options `activation` and `residual` of the forward
 * operations: `y = activation((x - mean) * rstd * gamma + beta + residual)` in one sweep over memory.
 *
 * The engines of `createEngine` give the same answer, but leave that sweep to the scalar engine; their
 * bundle is the smaller for it. Those of `@evenkeel/kernels/nn` have these kernels, too.
 *
 * The result agrees with float64 to 1e-6 of the largest number that is added up; one and many threads
 * give the same bits.
 *
 * @param options The number of threads, and how far the memory may grow, as in `createEngine`.
 * @returns The engine. The caller disposes of it.
 * @throws {RangeError} If an option is not valid, or the machine has not so much memory.
 * @throws {TypeError} If the options are not an object.
 *
 * @example
 * ```ts
 * import { instanceNorm } from "@evenkeel/kernels";
 * import { createFusingEngine } from "@evenkeel/kernels/simd";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createFusingEngine();
 * const x = engine.allocate(64);
 * x.set(x.map((_, i) => i % 2));
 * const options = { shape: [1, 1, 64], epsilon: 0, activation: "relu", engine } as const;
 * const { y } = instanceNorm(x, { ...options, out: { y: x } });
 * assertEquals([y[0], y[1]], [0, 1]);
 * engine.dispose();
 * ```
 */
export async function createFusingEngine(options: EngineOptions = {}): Promise<SimdEngine> {
  return await createEngineWith(KERNELS, options);
}
