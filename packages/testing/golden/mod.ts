/**
 * Expected values from PyTorch in float64, one list of cases per operation. `scripts/golden` in this
 * repository made them; each module under `vectors/` says with which versions.
 *
 * @module
 */

export { decodeFloat32, decodeFloat64 } from "./decode.ts";
export type {
  GoldenBatchNormCase,
  GoldenCase,
  GoldenInferenceCase,
  GoldenRunning,
} from "./types.ts";
export { BATCH_NORM } from "./vectors/batch_norm.ts";
export { BATCH_NORM_INFERENCE } from "./vectors/batch_norm_inference.ts";
export { GROUP_NORM } from "./vectors/group_norm.ts";
export { INSTANCE_NORM } from "./vectors/instance_norm.ts";
export { LAYER_NORM } from "./vectors/layer_norm.ts";
export { POSITIONAL_NORM } from "./vectors/positional_norm.ts";
export { RMS_NORM } from "./vectors/rms_norm.ts";
