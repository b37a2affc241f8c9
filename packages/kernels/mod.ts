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
export * from "./contrib_group_norm.ts";
export * from "./demodulation.ts";
export * from "./divisive_norm.ts";
export * from "./evo_norm_b0.ts";
export * from "./evo_norm_s0.ts";
export * from "./filter_response_norm.ts";
export * from "./fold_batch_norm.ts";
export * from "./ghost_batch_norm.ts";
export * from "./global_response_norm.ts";
export * from "./group_norm.ts";
export * from "./ibn.ts";
export * from "./instance_norm.ts";
export * from "./layer_norm.ts";
export * from "./local_response_norm.ts";
export * from "./merge_moments.ts";
export * from "./moments.ts";
export * from "./pixel_norm.ts";
export * from "./positional_norm.ts";
export * from "./presets.ts";
export * from "./rms_norm.ts";
export * from "./spade.ts";
export * from "./spectral_norm.ts";
export * from "./switchable_norm.ts";
export * from "./sync_batch_norm.ts";
export * from "./virtual_batch_norm.ts";
export * from "./weight_norm.ts";
export * from "./weight_standardization.ts";
export * from "./whitening.ts";
export * from "./whitening_coloring.ts";
export {
  debiasRunning,
  reestimateRunning,
  type RunningStatistics,
  updateRunning,
} from "./running_statistics.ts";
export type { Engine } from "./engine.ts";
export type { InferenceGradients, InferenceOptions } from "./normalize.ts";
export type {
  ActivationNormOptions,
  BackwardOptions,
  BackwardResult,
  BatchMixBackwardOptions,
  BatchMixOptions,
  BatchMixResult,
  EpsilonPlacement,
  FloatArray,
  ForwardOptions,
  ForwardResult,
  FusedActivation,
  GivenMoments,
  InstanceResult,
  Layout,
} from "./types.ts";
