import { type Tensor, tensor4d } from "@tensorflow/tfjs-core";
import { groupNorm } from "../mod.ts";
import { predictSaved } from "./_predict_saved.ts";
import type { KnownBad } from "./types.ts";

function pictures(): Tensor {
  return tensor4d([1, 3, 10, 30], [1, 1, 1, 4]);
}

/** There is no group norm in stock. */
export const NO_GROUP_NORM: KnownBad = {
  id: "no-group-norm",
  title: "There is no group norm",
  sources: ["keras-team/keras#18143"],
  backends: ["cpu", "wasm"],
  stockError: "Unknown layer: GroupNormalization",
  right: [-1, 1, -1, 1],
  because: "two groups: 1, 3 has mean 2 and variance 1; 10, 30 has mean 20 and variance 100",
  use: "`groupNorm` of `@evenkeel/tfjs`",
  stock: () => predictSaved("GroupNormalization", { x: pictures() }),
  ours: () => groupNorm(pictures(), { groups: 2, epsilon: 0 }),
};
