import { type Tensor, tensor5d } from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import { batchNormalization } from "../layers/mod.ts";
import { callLayer } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

function volume(): Tensor {
  return tensor5d([1, 3, 1, 3], [1, 1, 2, 2, 1]);
}

/** Batch norm of volumes and videos. */
export const RANK_5_BATCH_NORM: KnownBad = {
  id: "rank-5-batch-norm",
  title: "Batch norm refuses rank 5: videos, CT scans",
  sources: [
    "tensorflow/tfjs#2504",
    "tensorflow/tfjs#5843",
    "tensorflow/tfjs#8011",
    "tensorflow/tfjs#8268",
  ],
  backends: ["cpu", "wasm"],
  stockError: "batchNormalization is not implemented for array of rank 5 yet",
  right: [-1, 1, -1, 1],
  because: "mean 2, variance 1",
  use: "`batchNormalization` of `@evenkeel/tfjs/layers`, or `batchNorm` of `@evenkeel/tfjs`",
  stock: () => callLayer(layers.batchNormalization({ epsilon: 0 }), volume(), true),
  ours: () => callLayer(batchNormalization({ epsilon: 0 }), volume(), true),
};
