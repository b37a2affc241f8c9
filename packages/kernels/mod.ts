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

export * from "./adaptive_instance_norm.ts";
export * from "./adaptive_layer_instance_norm.ts";
export * from "./batch_instance_norm.ts";
export * from "./batch_norm.ts";
export * from "./batch_norm_inference.ts";
export * from "./batch_renorm.ts";
export * from "./conditional_instance_norm.ts";
export * from "./evo_norm_b0.ts";
export * from "./evo_norm_s0.ts";
export * from "./filter_response_norm.ts";
export * from "./ghost_batch_norm.ts";
export * from "./global_response_norm.ts";
export * from "./group_norm.ts";
export * from "./ibn.ts";
export * from "./instance_norm.ts";
export * from "./layer_norm.ts";
export * from "./local_response_norm.ts";
export * from "./pixel_norm.ts";
export * from "./positional_norm.ts";
export * from "./rms_norm.ts";
export * from "./spade.ts";
export * from "./switchable_norm.ts";
export * from "./virtual_batch_norm.ts";
export { type RunningStatistics, updateRunning } from "./running_statistics.ts";
export type { Engine } from "./engine.ts";
export type { InferenceGradients, InferenceOptions } from "./normalize.ts";
export type {
  ActivationOptions,
  BackwardOptions,
  BackwardResult,
  BatchMixBackwardOptions,
  BatchMixOptions,
  BatchMixResult,
  EpsilonPlacement,
  FloatArray,
  ForwardOptions,
  ForwardResult,
  GivenMoments,
  InstanceResult,
  Layout,
} from "./types.ts";
