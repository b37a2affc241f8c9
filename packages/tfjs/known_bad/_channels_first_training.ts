import { type Tensor, tensor4d } from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import { batchNormalization } from "../layers/mod.ts";
import { weightsAfterStep } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

const OPTIONS = { axis: 1, epsilon: 0, momentum: 0.5, inputShape: [2, 2, 2] };

function channels(): Tensor {
  return tensor4d([1, 2, 3, 4, 10, 20, 30, 40], [1, 2, 2, 2]);
}

/** Training of channels-first batch norm. */
export const CHANNELS_FIRST_TRAINING: KnownBad = {
  id: "channels-first-training",
  title: "Batch norm with the channels first does not train",
  sources: ["tensorflow/tfjs#1773"],
  backends: ["cpu", "wasm"],
  stockError: "Size(8) must match the product of shape 1,2,1,1",
  right: [0.5, 0.5, 0.5, 0.5, 1.25, 12.5, 1.125, 63],
  because:
    "gamma, beta, moving mean and variance after a step of half the gradients, which are 1 and -1 by hand",
  use: "`batchNormalization({ axis: 1 })` of `@evenkeel/tfjs/layers`",
  stock: () => weightsAfterStep(layers.batchNormalization(OPTIONS), channels()),
  ours: () => weightsAfterStep(batchNormalization(OPTIONS), channels()),
};
