import { tensor3d, train, zeros } from "@tensorflow/tfjs-core";
import { input, layers, model, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import { batchNormalization } from "../layers/mod.ts";
import { weightNumbers } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

/** Of one training step on sequences whose second step is padding. */
async function movingStatistics(layer: layers.Layer): Promise<number[]> {
  const x = input({ shape: [2, 1] });
  const masked = layers.masking({ maskValue: 100 }).apply(x);
  const net = model({ inputs: x, outputs: layer.apply(masked) as SymbolicTensor });
  net.compile({ optimizer: train.sgd(0), loss: "meanSquaredError" });
  await net.trainOnBatch(tensor3d([[[1], [100]], [[3], [100]]]), zeros([2, 2, 1]));
  return weightNumbers(layer).slice(2);
}

/** Batch norm behind a mask. */
export const MASK: KnownBad = {
  id: "mask",
  title: "Batch norm says that it supports masks, and counts the masked steps all the same",
  sources: ["keras-team/keras#18921", "keras-team/keras#20815"],
  backends: ["cpu", "wasm"],
  right: [2, 1],
  because: "moving mean and variance of the steps that count, 1 and 3",
  use: "`batchNormalization` of `@evenkeel/tfjs/layers`",
  stock: () => movingStatistics(layers.batchNormalization({ momentum: 0 })),
  ours: () => movingStatistics(batchNormalization({ momentum: 0 })),
};
