/**
 * Normalization layers for TensorFlow.js: operations with right gradients on every backend.
 *
 * @module
 */

export * from "./adaptive_instance_norm.ts";
export * from "./adaptive_layer_instance_norm.ts";
export * from "./batch_instance_norm.ts";
export * from "./batch_norm.ts";
export * from "./batch_renorm.ts";
export * from "./conditional_instance_norm.ts";
export * from "./demodulation.ts";
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
export * from "./spectral_norm.ts";
export * from "./switchable_norm.ts";
export * from "./virtual_batch_norm.ts";
export * from "./weight_norm.ts";
export * from "./weight_standardization.ts";
export type { BatchMixOptions, ChannelOptions, GivenMoments } from "./types.ts";
