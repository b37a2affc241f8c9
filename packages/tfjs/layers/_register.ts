/** Registration on first use: importing the layers changes nothing. */

import { serialization } from "@tensorflow/tfjs-core";
import type { layers } from "@tensorflow/tfjs-layers";

/** The package under which the layers are registered, so that stock layers keep their names. */
export const PACKAGE = "Evenkeel";

type LayerClass = serialization.SerializableConstructor<layers.Layer>;

const registered = new Set<LayerClass>();

/** Makes a class known to the loaders of TensorFlow.js, once. */
export function registerOnce(layer: LayerClass): void {
  if (registered.has(layer)) return;
  registered.add(layer);
  // The loaders look up className; the other two are what Keras calls the registered name.
  serialization.registerClass(layer, PACKAGE, layer.className.slice(PACKAGE.length + 1));
}
