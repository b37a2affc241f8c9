import { tensor2d } from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import { batchNormalization } from "../layers/mod.ts";
import { callLayer, toNumbers, weightNumbers } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

const OPTIONS = { trainable: false, epsilon: 0, momentum: 0.5 };

function outputAndWeights(layer: layers.Layer): number[] {
  const y = callLayer(layer, tensor2d([[1], [3]]), true);
  return [...toNumbers(y), ...weightNumbers(layer)];
}

/** A frozen batch norm layer. */
export const FROZEN_LAYER: KnownBad = {
  id: "frozen-layer",
  title:
    "A frozen batch norm (`trainable: false`) uses the batch's statistics in training, and moves its own",
  sources: ["https://keras.io/api/layers/normalization_layers/batch_normalization/"],
  backends: ["cpu", "wasm"],
  right: [1, 3, 1, 0, 0, 1],
  because:
    "output, gamma, beta, moving mean and variance: in Keras, a frozen layer changes nothing, and here its mean is 0 and its variance 1",
  use: "`batchNormalization({ trainable: false })` of `@evenkeel/tfjs/layers`",
  stock: () => outputAndWeights(layers.batchNormalization(OPTIONS)),
  ours: () => outputAndWeights(batchNormalization(OPTIONS)),
};
