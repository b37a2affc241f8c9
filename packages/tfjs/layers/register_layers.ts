/** Registration by hand, for programs that load a model before they make a layer. */

import { BatchNormalization } from "./batch_normalization.ts";
import { GroupNormalization } from "./group_normalization.ts";
import { InstanceNormalization } from "./instance_normalization.ts";
import { LayerNormalization } from "./layer_normalization.ts";
import { RMSNormalization } from "./rms_normalization.ts";
import { registerOnce } from "./_register.ts";
import { SpectralNormalization } from "./spectral_normalization.ts";
import { UnitNormalization } from "./unit_normalization.ts";

/**
 * Makes the layers of this package known to `tf.loadLayersModel` and `tf.models.modelFromJSON`, as
 * `Evenkeel>BatchNormalization`, `Evenkeel>InstanceNormalization` and so on. The stock layers keep their names.
 *
 * Making a layer does the same, so only a program that loads a model first has to call it. Calling it
 * again does nothing.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { models, sequential } from "@tensorflow/tfjs-layers";
 * import { instanceNormalization, registerLayers } from "@evenkeel/tfjs/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const made = sequential({ layers: [instanceNormalization({ inputShape: [8, 8, 3] })] });
 * const saved = JSON.parse(String(made.toJSON()));
 *
 * registerLayers(); // in the program that loads
 * const loaded = await models.modelFromJSON(saved);
 * assertEquals(loaded.layers[0]?.getClassName(), "Evenkeel>InstanceNormalization");
 * ```
 */
export function registerLayers(): void {
  registerOnce(BatchNormalization);
  registerOnce(InstanceNormalization);
  registerOnce(GroupNormalization);
  registerOnce(LayerNormalization);
  registerOnce(RMSNormalization);
  registerOnce(SpectralNormalization);
  registerOnce(UnitNormalization);
}
