import { type Tensor, tensor4d } from "@tensorflow/tfjs-core";
import { rmsNorm } from "../mod.ts";
import { predictSaved } from "./_predict_saved.ts";
import type { KnownBad } from "./types.ts";

function pictures(): Tensor {
  return tensor4d([7, -1, 14, -2], [1, 1, 2, 2]);
}

/** There is no RMS norm in stock. */
export const NO_RMS_NORM: KnownBad = {
  id: "no-rms-norm",
  title: "There is no RMS norm",
  sources: ["https://keras.io/api/layers/normalization_layers/rms_normalization/"],
  backends: ["cpu", "wasm"],
  stockError: "Unknown layer: RMSNormalization",
  right: [1.4, -0.2, 1.4, -0.2],
  because: "the root of (49 + 1) / 2 is 5, that of (196 + 4) / 2 is 10",
  use: "`rmsNorm` of `@evenkeel/tfjs`",
  stock: () => predictSaved("RMSNormalization", { x: pictures() }),
  ours: () => rmsNorm(pictures(), { axis: -1, epsilon: 0 }),
};
