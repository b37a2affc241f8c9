import { type Tensor, tensor2d } from "@tensorflow/tfjs-core";
import { input, layers, model, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import { batchNormalization } from "../layers/mod.ts";
import { predict } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

function predictInTraining(layer: layers.Layer): Tensor {
  const x = input({ shape: [1] });
  const outputs = layer.apply(x, { training: true }) as SymbolicTensor;
  return predict(model({ inputs: x, outputs }), tensor2d([[1], [3]]));
}

/** A model that calls its batch norm with `training: true`. */
export const TRAINING_TRUE: KnownBad = {
  id: "training-true",
  title:
    "`predict` ignores the `training: true` with which a model calls its batch norm, as pix2pix does",
  sources: ["tensorflow/tfjs#7250", "tensorflow/tfjs#3152", "tensorflow/tfjs#562"],
  backends: ["cpu", "wasm"],
  right: [-1, 1],
  because: "mean 2, variance 1",
  use: "`batchNormalization` of `@evenkeel/tfjs/layers`",
  stock: () => predictInTraining(layers.batchNormalization({ epsilon: 0 })),
  ours: () => predictInTraining(batchNormalization({ epsilon: 0 })),
};
