import { tensor2d } from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import { batchNormalization } from "../layers/mod.ts";
import { weightsAfterStep } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

const OPTIONS = { center: false, epsilon: 0, momentum: 0.5, inputShape: [1] };

/** Training of batch norm without beta. */
export const CENTER_FALSE_TRAINING: KnownBad = {
  id: "center-false-training",
  title: "`batchNormalization({ center: false })` crashes when it trains",
  sources: ["tensorflow/tfjs#2868"],
  backends: ["cpu", "wasm"],
  stockError: "Cannot read properties of undefined (reading 'read')",
  right: [0, 1.5, 2.5],
  because: "gamma, moving mean and variance after a step of half the gradient, which is 2 by hand",
  use: "`batchNormalization({ center: false })` of `@evenkeel/tfjs/layers`",
  stock: () => weightsAfterStep(layers.batchNormalization(OPTIONS), tensor2d([[1], [5]])),
  ours: () => weightsAfterStep(batchNormalization(OPTIONS), tensor2d([[1], [5]])),
};
