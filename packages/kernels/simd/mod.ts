/**
 * The fast engine.
 *
 * ```ts
 * import { instanceNorm } from "@evenkeel/kernels";
 * import { createEngine } from "@evenkeel/kernels/simd";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const x = engine.allocate(64); // in the engine's memory: no copy in or out
 * x.set(x.map((_, i) => i % 2));
 * const { y } = instanceNorm(x, { shape: [1, 1, 64], epsilon: 0, engine, out: { y: x } });
 * assertEquals([y[0], y[1]], [-1, 1]);
 * engine.dispose();
 * ```
 *
 * @module
 */

export { createEngine, type EngineOptions } from "./create_engine.ts";
export { createFusingEngine } from "./create_fusing_engine.ts";
export { type EngineFeatures, SimdEngine } from "./engine.ts";
