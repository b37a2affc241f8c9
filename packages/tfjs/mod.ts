/**
 * Normalization layers for TensorFlow.js: operations with right gradients on every backend.
 *
 * @module
 */

export * from "./batch_norm.ts";
export * from "./group_norm.ts";
export * from "./instance_norm.ts";
export * from "./layer_norm.ts";
export * from "./positional_norm.ts";
export * from "./rms_norm.ts";
export type { ChannelOptions } from "./types.ts";
