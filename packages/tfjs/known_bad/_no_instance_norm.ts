import { type Tensor, tensor4d } from "@tensorflow/tfjs-core";
import { instanceNormalization } from "../layers/mod.ts";
import { callLayer } from "./_layer_calls.ts";
import { predictSaved } from "./_predict_saved.ts";
import type { KnownBad } from "./types.ts";

function pictures(): Tensor {
  return tensor4d([1, 10, 3, 30], [1, 1, 2, 2]);
}

/** There is no instance norm in stock. */
export const NO_INSTANCE_NORM: KnownBad = {
  id: "no-instance-norm",
  title: "There is no instance norm",
  sources: ["tensorflow/tfjs#626", "tensorflow/tfjs#4823", "keras-team/keras#19050"],
  backends: ["cpu", "wasm"],
  stockError: "Unknown layer: Addons>InstanceNormalization",
  right: [-1, -1, 1, 1],
  because: "two channels: 1, 3 has mean 2 and variance 1; 10, 30 has mean 20 and variance 100",
  use: "`instanceNormalization` of `@evenkeel/tfjs/layers`, or `instanceNorm` of `@evenkeel/tfjs`",
  stock: () => predictSaved("Addons>InstanceNormalization", { x: pictures() }),
  ours: () => callLayer(instanceNormalization({ epsilon: 0 }), pictures(), false),
};
