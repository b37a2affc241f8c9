/** Whether a call of a layer is for training. */

import type { layers } from "@tensorflow/tfjs-layers";

/**
 * What the layer was called with when its model was made, if every such call said the same; else what
 * this call says. TensorFlow.js hands the layers of a model `fit` or `predict`'s own argument, but a
 * layer that was called with `training: true`, as in pix2pix, keeps to it in Keras.
 */
export function isTraining(
  layer: layers.Layer,
  kwargs: Readonly<Record<string, unknown>>,
): boolean {
  const asked = new Set(layer.inboundNodes.map(({ callArgs }) => callArgs?.["training"] ?? null));
  const [one] = asked;
  return Boolean(asked.size === 1 && one !== null ? one : kwargs["training"]);
}
