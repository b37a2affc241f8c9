/** Models that are not to learn any more. */

import type { layers } from "@tensorflow/tfjs-layers";

/**
 * Sets `trainable` of a layer or model and of all layers inside it, as in Keras.
 *
 * TensorFlow.js keeps the `trainable` of a model to the model: a frozen Sequential that is the first
 * layer of another one learns again as soon as that is compiled. Layers keep theirs. Those of
 * `@evenkeel/tfjs/layers` that are frozen normalize with their moving statistics and leave them alone.
 *
 * Compile the model afterwards: the optimizer takes the weights that are trainable then.
 *
 * @param layer A layer, or a model, which is one.
 * @param trainable What to set. Default false.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { freeze } from "@evenkeel/tfjs/layers";
 * import { layers, sequential } from "@tensorflow/tfjs-layers";
 * import { assertEquals } from "@std/assert";
 *
 * const base = sequential({ layers: [layers.dense({ units: 2, inputShape: [2] })] });
 * freeze(base);
 * assertEquals(base.layers[0]!.trainable, false);
 * ```
 */
export function freeze(layer: layers.Layer, trainable = false): void {
  layer.trainable = trainable;
  for (const inner of innerLayers(layer)) freeze(inner, trainable);
}

/** Of a model its layers, of a wrapper the wrapped one. */
function innerLayers(layer: layers.Layer): readonly layers.Layer[] {
  if ("layers" in layer && Array.isArray(layer.layers)) return layer.layers;
  return "layer" in layer && layer.layer instanceof Object ? [layer.layer as layers.Layer] : [];
}
