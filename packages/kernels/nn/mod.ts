/**
 * What a convolutional network does besides normalizing, on the fast engine.
 *
 * ```ts
 * import { createEngine, matmul } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine({ threads: 1 });
 * const [a, b] = [new Float32Array([1, 2]), new Float32Array([3, 4])];
 * assertEquals([...matmul(a, b, { rows: 1, inner: 2, columns: 1, engine })], [11]);
 * engine.dispose();
 * ```
 *
 * @module
 */

export {
  conv2d,
  conv2dFilterGradient,
  type Conv2dForwardOptions,
  conv2dInputGradient,
  type Conv2dOptions,
} from "./conv2d.ts";
export { createEngine } from "./create_engine.ts";
export { elementwise, type ElementwiseName, type ElementwiseOptions } from "./elementwise.ts";
export { matmul, type MatmulOptions } from "./matmul.ts";
export { gather, gatherGradient, type PixelOptions } from "./pixels.ts";
export type { Padding, WindowOptions } from "./window.ts";
export type { EngineOptions } from "../simd/create_engine.ts";
export type { SimdEngine } from "../simd/engine.ts";
