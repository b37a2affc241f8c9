/**
 * Expected values from PyTorch in float64, one list of cases per operation. `scripts/golden` in this
 * repository made them; each module under `vectors/` says with which versions.
 *
 * @module
 */

export { decodeFloat32, decodeFloat64 } from "./decode.ts";
export { type GoldenAnswer, type GoldenCall, goldenRuns } from "./golden_runs.ts";
export {
  float32Runs,
  float64Runs,
  type OperationCall,
  type OperationRun,
} from "./operation_runs.ts";
export type {
  GoldenActivationCase,
  GoldenBatchNormCase,
  GoldenCase,
  GoldenInferenceCase,
  GoldenOperationCase,
  GoldenRunning,
} from "./types.ts";
export { ACTIVATIONS } from "./vectors/activations.ts";
export { ADAM } from "./vectors/adam.ts";
export { ADAPTIVE_INSTANCE_NORM } from "./vectors/adaptive_instance_norm.ts";
export { ADAPTIVE_LAYER_INSTANCE_NORM } from "./vectors/adaptive_layer_instance_norm.ts";
export { AUTHORS_WEIGHT_STANDARDIZATION } from "./vectors/authors_weight_standardization.ts";
export { AVERAGE_POOL2D } from "./vectors/average_pool2d.ts";
export { BATCH_INSTANCE_NORM } from "./vectors/batch_instance_norm.ts";
export { BATCH_NORM } from "./vectors/batch_norm.ts";
export { BATCH_NORM_INFERENCE } from "./vectors/batch_norm_inference.ts";
export { BATCH_RENORM } from "./vectors/batch_renorm.ts";
export { CONDITIONAL_INSTANCE_NORM } from "./vectors/conditional_instance_norm.ts";
export { CONV2D } from "./vectors/conv2d.ts";
export { DEMODULATION } from "./vectors/demodulation.ts";
export { DEPTHWISE_CONV2D } from "./vectors/depthwise_conv2d.ts";
export { DIVISIVE_NORM } from "./vectors/divisive_norm.ts";
export { EVO_NORM_B0 } from "./vectors/evo_norm_b0.ts";
export { EVO_NORM_S0 } from "./vectors/evo_norm_s0.ts";
export { FILTER_RESPONSE_NORM } from "./vectors/filter_response_norm.ts";
export { GHOST_BATCH_NORM } from "./vectors/ghost_batch_norm.ts";
export { GLOBAL_RESPONSE_NORM } from "./vectors/global_response_norm.ts";
export { GROUP_NORM } from "./vectors/group_norm.ts";
export { IBN } from "./vectors/ibn.ts";
export { INSTANCE_NORM } from "./vectors/instance_norm.ts";
export { LAYER_NORM } from "./vectors/layer_norm.ts";
export { LOCAL_RESPONSE_NORM } from "./vectors/local_response_norm.ts";
export { MAX_POOL2D } from "./vectors/max_pool2d.ts";
export { MOMENTS } from "./vectors/moments.ts";
export { PAPER_SPECTRAL_NORM } from "./vectors/paper_spectral_norm.ts";
export { PIXEL_NORM } from "./vectors/pixel_norm.ts";
export { POSITIONAL_NORM } from "./vectors/positional_norm.ts";
export { REFLECTION_PAD2D } from "./vectors/reflection_pad2d.ts";
export { RMS_NORM } from "./vectors/rms_norm.ts";
export { SECOND_GRADIENTS } from "./vectors/second_gradients.ts";
export { SPADE } from "./vectors/spade.ts";
export { SPECTRAL_NORM } from "./vectors/spectral_norm.ts";
export { SWITCHABLE_NORM } from "./vectors/switchable_norm.ts";
export { UPSAMPLE_BILINEAR2D } from "./vectors/upsample_bilinear2d.ts";
export { UPSAMPLE_NEAREST2D } from "./vectors/upsample_nearest2d.ts";
export { VIRTUAL_BATCH_NORM } from "./vectors/virtual_batch_norm.ts";
export { WEIGHT_NORM } from "./vectors/weight_norm.ts";
export { WEIGHT_STANDARDIZATION } from "./vectors/weight_standardization.ts";
export { WHITENING } from "./vectors/whitening.ts";
export { WHITENING_COLORING } from "./vectors/whitening_coloring.ts";
export { ZERO_PAD2D } from "./vectors/zero_pad2d.ts";
