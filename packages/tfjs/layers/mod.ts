/**
 * Normalization layers for `tf.Sequential` and `tf.model`, with the names, arguments and defaults of
 * Keras.
 *
 * @module
 */

export {
  BatchNormalization,
  batchNormalization,
  type BatchNormalizationConfig,
} from "./batch_normalization.ts";
export { freeze } from "./freeze.ts";
export {
  GroupNormalization,
  groupNormalization,
  type GroupNormalizationConfig,
} from "./group_normalization.ts";
export {
  InstanceNormalization,
  instanceNormalization,
  type InstanceNormalizationConfig,
} from "./instance_normalization.ts";
export {
  LayerNormalization,
  layerNormalization,
  type LayerNormalizationConfig,
} from "./layer_normalization.ts";
export {
  RMSNormalization,
  rmsNormalization,
  type RMSNormalizationConfig,
} from "./rms_normalization.ts";
export {
  SpectralNormalization,
  spectralNormalization,
  type SpectralNormalizationConfig,
} from "./spectral_normalization.ts";
export {
  UnitNormalization,
  unitNormalization,
  type UnitNormalizationConfig,
} from "./unit_normalization.ts";
export { registerLayers } from "./register_layers.ts";
export type {
  AffineConfig,
  ConstraintLike,
  InitializerLike,
  LayerArgs,
  RegularizerLike,
} from "./types.ts";
