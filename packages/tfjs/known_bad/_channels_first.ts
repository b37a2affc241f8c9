import { type Tensor, tensor4d } from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import { batchNormalization } from "../layers/mod.ts";
import { callLayer } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

const OPTIONS = { axis: 1, epsilon: 0 };

function channels(): Tensor {
  return tensor4d([1, 2, 3, 4, 10, 20, 30, 40], [1, 2, 2, 2]);
}

/** Channels-first batch norm. */
export const CHANNELS_FIRST: KnownBad = {
  id: "channels-first",
  title: "Batch norm with the channels first (`axis: 1`) gives wrong numbers",
  sources: ["tensorflow/tfjs#1106"],
  backends: ["cpu", "wasm"],
  right: [
    -1.3416407864998738,
    -0.4472135954999579,
    0.4472135954999579,
    1.3416407864998738,
    -1.3416407864998738,
    -0.4472135954999579,
    0.4472135954999579,
    1.3416407864998738,
  ],
  because: "1, 2, 3, 4 has mean 2.5 and variance 1.25; the other channel is ten times as large",
  use: "`batchNormalization({ axis: 1 })` of `@evenkeel/tfjs/layers`",
  stock: () => callLayer(layers.batchNormalization(OPTIONS), channels(), true),
  ours: () => callLayer(batchNormalization(OPTIONS), channels(), true),
};
