import { zeros } from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import { batchNormalization } from "../layers/mod.ts";
import { callLayer, weightNumbers } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

function movedByNothing(layer: layers.Layer): number[] {
  callLayer(layer, zeros([0, 1]), true);
  return weightNumbers(layer).slice(2);
}

/** Batch norm of an empty batch. */
export const EMPTY_BATCH: KnownBad = {
  id: "empty-batch",
  title: "An empty batch shrinks the moving variance of batch norm",
  sources: ["https://github.com/keras-team/tf-keras"],
  backends: ["cpu", "wasm"],
  right: [0, 1],
  because: "moving mean and variance stay where they were, as in tf.keras",
  use: "`batchNormalization` of `@evenkeel/tfjs/layers`",
  stock: () => movedByNothing(layers.batchNormalization({ momentum: 0.5 })),
  ours: () => movedByNothing(batchNormalization({ momentum: 0.5 })),
};
