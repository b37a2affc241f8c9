/**
 * Every normalization layer, exact, in pure TypeScript: no dependency, no permission, no build step.
 *
 * ```ts
 * import { instanceNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const { y } = instanceNorm(new Float32Array([1, 3]), { shape: [1, 1, 2], epsilon: 0 });
 * assertEquals([...y], [-1, 1]);
 * ```
 *
 * @module
 */

export * from "./batch_norm.ts";
export * from "./batch_norm_inference.ts";
export * from "./group_norm.ts";
export * from "./instance_norm.ts";
export * from "./layer_norm.ts";
export * from "./positional_norm.ts";
export * from "./rms_norm.ts";
export { type RunningStatistics, updateRunning } from "./running_statistics.ts";
export type { Engine } from "./engine.ts";
export type { InferenceGradients, InferenceOptions } from "./normalize.ts";
export type {
  BackwardOptions,
  BackwardResult,
  EpsilonPlacement,
  FloatArray,
  ForwardOptions,
  ForwardResult,
  Layout,
} from "./types.ts";
