import { slice, type Tensor, tensor2d } from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import { batchNormalization } from "../layers/mod.ts";
import { callLayer } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

function firstFour(layer: layers.Layer): Tensor {
  const values = Float32Array.from({ length: 2 ** 16 }, (_, i) => 1e6 + (i % 2 ? 0.5 : -0.5));
  return slice(callLayer(layer, tensor2d(values, [values.length, 1]), true), [0, 0], [4, 1]);
}

/** Batch norm of a small spread around a large mean on wasm. */
export const WASM_LARGE_MEAN: KnownBad = {
  id: "wasm-large-mean",
  title: "Batch norm of values around 10⁶ loses the sign",
  sources: ["tensorflow/tfjs#658", "tensorflow/tensorflow#16540"],
  backends: ["wasm"],
  right: [-1, 1, -1, 1],
  because: "65 536 values, by turns half below and half above their mean: variance 0.25",
  use: "`batchNormalization` of `@evenkeel/tfjs/layers`",
  stock: () => firstFour(layers.batchNormalization({ epsilon: 0 })),
  ours: () => firstFour(batchNormalization({ epsilon: 0 })),
};
