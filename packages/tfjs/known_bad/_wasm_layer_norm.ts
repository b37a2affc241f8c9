import { slice, type Tensor, tensor2d } from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import { layerNorm } from "../mod.ts";
import { callLayer } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

function row(): Tensor {
  const values = Float32Array.from({ length: 2 ** 14 }, (_, i) => 2001.3 + (i % 2 ? 1 : -1));
  return tensor2d(values, [1, values.length]);
}

function firstFour(y: Tensor): Tensor {
  return slice(y, [0, 0], [1, 4]);
}

/** Layer norm with a large mean on wasm. */
export const WASM_LAYER_NORM: KnownBad = {
  id: "wasm-layer-norm",
  title: "Layer norm of 16 384 values of 2001.3 ± 1 is 20 % off",
  sources: ["pytorch/pytorch#51102"],
  backends: ["wasm"],
  right: [-1, 1, -1, 1],
  because: "by turns 1 below and 1 above their mean",
  use: "`layerNorm` of `@evenkeel/tfjs`",
  stock: () => firstFour(callLayer(layers.layerNormalization({ epsilon: 0 }), row(), false)),
  ours: () => firstFour(layerNorm(row(), { epsilon: 0 })),
};
