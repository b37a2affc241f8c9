/**
 * Layers with Keras's names.
 *
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { sequential } from "@tensorflow/tfjs-layers";
 * import { instanceNormalization } from "@evenkeel/tfjs/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const model = sequential();
 * model.add(instanceNormalization({ inputShape: [8, 8, 3] }));
 * assertEquals(model.outputShape, [null, 8, 8, 3]);
 * ```
 *
 * @module
 */

export { batchNormalization, type BatchNormalizationConfig } from "./batch_normalization.ts";
export {
  instanceNormalization,
  type InstanceNormalizationConfig,
} from "./instance_normalization.ts";
export { registerLayers } from "./register_layers.ts";
