import { tensor2d, train, zeros } from "@tensorflow/tfjs-core";
import { input, layers, model, sequential, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import { batchNormalization } from "../layers/mod.ts";
import { weightNumbers } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

const OPTIONS = { inputShape: [1], momentum: 0.5 };

/** The moving statistics of a frozen base after a training step of the head on top of it. */
async function trainHead(layer: layers.Layer): Promise<number[]> {
  const base = sequential({ layers: [layer] });
  base.trainable = false;
  const inputs = input({ shape: [1] });
  const head = layers.prelu(); // not dense, which trips the leak check of tests on wasm
  const outputs = head.apply(base.apply(inputs)) as SymbolicTensor;
  const whole = model({ inputs, outputs });
  whole.compile({ optimizer: train.sgd(0.1), loss: "meanSquaredError" });
  await whole.trainOnBatch(tensor2d([[1], [5]]), zeros([2, 1]));
  return weightNumbers(layer).slice(2);
}

/** A frozen model under a head that trains. */
export const FROZEN_MODEL: KnownBad = {
  id: "frozen-model",
  title: "A frozen model's batch norm keeps moving while a head on top of it trains",
  sources: ["https://keras.io/guides/transfer_learning/"],
  backends: ["cpu", "wasm"],
  right: [0, 1],
  because: "moving mean and variance of a frozen model stay where they were, as in Keras",
  use: "`batchNormalization` of `@evenkeel/tfjs/layers`",
  stock: () => trainHead(layers.batchNormalization(OPTIONS)),
  ours: () => trainHead(batchNormalization(OPTIONS)),
};
