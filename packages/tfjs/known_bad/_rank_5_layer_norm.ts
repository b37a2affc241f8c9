import { type Tensor, tensor5d } from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import { layerNorm } from "../mod.ts";
import { callLayer } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

function volume(): Tensor {
  return tensor5d([1, 3, 10, 30], [1, 1, 1, 2, 2]);
}

/** Layer norm of volumes and videos. */
export const RANK_5_LAYER_NORM: KnownBad = {
  id: "rank-5-layer-norm",
  title: "`layerNormalization` refuses rank 5",
  sources: ["tensorflow/tfjs#2504"],
  backends: ["cpu", "wasm"],
  stockError: "batchNormalization is not implemented for array of rank 5 yet",
  right: [-1, 1, -1, 1],
  because: "1, 3 has mean 2 and variance 1; 10, 30 has mean 20 and variance 100",
  use: "`layerNorm(x, { axis: -1 })` of `@evenkeel/tfjs`",
  stock: () => callLayer(layers.layerNormalization({ epsilon: 0 }), volume(), false),
  ours: () => layerNorm(volume(), { axis: -1, epsilon: 0 }),
};
