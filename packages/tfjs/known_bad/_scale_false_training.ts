import { tensor2d } from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import { batchNormalization } from "../layers/mod.ts";
import { weightsAfterStep } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

const OPTIONS = { scale: false, epsilon: 0, momentum: 0.5, inputShape: [1] };

/** Training of batch norm without gamma. */
export const SCALE_FALSE_TRAINING: KnownBad = {
  id: "scale-false-training",
  title: "`batchNormalization({ scale: false })` crashes when it trains",
  sources: ["tensorflow/tfjs#2868"],
  backends: ["cpu", "wasm"],
  stockError: "Cannot read properties of undefined (reading 'read')",
  right: [1, 1.5, 2.5],
  because: "beta, moving mean and variance after a step of half the gradient, which is -2 by hand",
  use: "`batchNormalization({ scale: false })` of `@evenkeel/tfjs/layers`",
  stock: () => weightsAfterStep(layers.batchNormalization(OPTIONS), tensor2d([[1], [5]])),
  ours: () => weightsAfterStep(batchNormalization(OPTIONS), tensor2d([[1], [5]])),
};
