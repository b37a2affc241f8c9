import { tensor2d, train, zeros } from "@tensorflow/tfjs-core";
import { layers, sequential } from "@tensorflow/tfjs-layers";
import { batchNormalization, freeze } from "../layers/mod.ts";
import { weightNumbers } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

const OPTIONS = { inputShape: [1], momentum: 0.5 };

/** All weights of a frozen Sequential that begins another one, after a training step of that. */
async function trainWhole(
  layer: layers.Layer,
  freezeModel: (model: layers.Layer) => void,
): Promise<number[]> {
  const base = sequential({ layers: [layer] });
  freezeModel(base);
  const whole = sequential({ layers: [base, layers.prelu()] });
  whole.compile({ optimizer: train.sgd(0.1), loss: "meanSquaredError" });
  await whole.trainOnBatch(tensor2d([[1], [5]]), zeros([2, 1]));
  return weightNumbers(layer);
}

/** A frozen Sequential in first place. */
export const FROZEN_FIRST: KnownBad = {
  id: "frozen-first",
  title: "A frozen Sequential that is the first layer of another one is trained all the same",
  sources: ["https://keras.io/guides/transfer_learning/"],
  backends: ["cpu", "wasm"],
  right: [1, 0, 0, 1],
  because: "gamma, beta, moving mean and variance stay where they were, as in Keras",
  use: "`freeze` and `batchNormalization` of `@evenkeel/tfjs/layers`",
  stock: () =>
    trainWhole(layers.batchNormalization(OPTIONS), (model) => {
      model.trainable = false;
    }),
  ours: () => trainWhole(batchNormalization(OPTIONS), freeze),
};
