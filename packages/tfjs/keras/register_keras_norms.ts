/** Registration of the layers that files of Keras are loaded into. */

import { registerOnce } from "../layers/_register.ts";
import { registerLayers } from "../layers/register_layers.ts";
import { ContribGroupNormalization } from "./_contrib_group_normalization.ts";
import { ContribInstanceNormalization } from "./_contrib_instance_normalization.ts";
import { FeatureNormalization } from "./_feature_normalization.ts";
import { FilterResponseNormalization } from "./_filter_response_normalization.ts";

/**
 * Makes the layers that {@linkcode loadKerasModel} loads norms into known to TensorFlow.js, all under
 * names that begin with `Evenkeel>`: the stock layers keep theirs.
 *
 * `loadKerasModel` does it by itself. A program needs it when a model that was loaded so, and then saved
 * by TensorFlow.js, is to be read again by `loadLayersModel`. Calling it again does nothing.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { models } from "@tensorflow/tfjs-layers";
 * import { registerKerasNorms } from "@evenkeel/tfjs/keras";
 * import { assertEquals } from "@std/assert";
 *
 * registerKerasNorms();
 * const layer = { class_name: "Evenkeel>UnitNormalization", config: { batch_input_shape: [null, 3] } };
 * const model = await models.modelFromJSON({
 *   modelTopology: { class_name: "Sequential", config: { layers: [layer] } },
 * });
 * assertEquals(model.outputShape, [null, 3]);
 * ```
 */
export function registerKerasNorms(): void {
  registerLayers();
  registerOnce(ContribInstanceNormalization);
  registerOnce(ContribGroupNormalization);
  registerOnce(FilterResponseNormalization);
  registerOnce(FeatureNormalization);
}
