/**
 * Makes the layers known before one of them was used.
 *
 * @module
 */

import { batchNormalizationClass } from "./batch_normalization.ts";
import { instanceNormalizationClass } from "./instance_normalization.ts";

/**
 * Lets models that are loaded have our layers: `BatchNormalization` in place of the stock one, and
 * `InstanceNormalization`, which TensorFlow.js lacks. Calling a factory does the same for its layer.
 *
 * @example
 * ```ts
 * import { serialization } from "@tensorflow/tfjs-core";
 * import { registerLayers } from "@evenkeel/tfjs/layers";
 * import { assert } from "@std/assert";
 *
 * registerLayers();
 * const { classNameMap } = serialization.SerializationMap.getMap();
 * assert("InstanceNormalization" in classNameMap);
 * ```
 */
export function registerLayers(): void {
  batchNormalizationClass();
  instanceNormalizationClass();
}
