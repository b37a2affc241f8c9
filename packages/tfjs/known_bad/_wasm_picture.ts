import { moments, tensor1d, tensor3d } from "@tensorflow/tfjs-core";
import { batchNorm } from "../mod.ts";
import { toNumbers } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

function channel(): Float32Array {
  return Float32Array.from({ length: 1080 * 1920 }, (_, i) => 0.7 + 0.1 * Math.sin(i));
}

/** The moments of one channel of a picture on wasm. */
export const WASM_PICTURE: KnownBad = {
  id: "wasm-picture",
  title: "Mean and variance of one channel of a 1080p picture are off from the fourth digit on",
  sources: ["tensorflow/tfjs#658"],
  backends: ["wasm"],
  right: [0.7000000828175725, 0.004999997388362182],
  because: "of 0.7 + 0.1 sin i, rounded to float32, by exact summation (Python's `math.fsum`)",
  use: "`batchNorm` or `instanceNorm` of `@evenkeel/tfjs`",
  stock: () => {
    const { mean, variance } = moments(tensor1d(channel()));
    return [mean, variance].flatMap(toNumbers);
  },
  ours: () => {
    const { mean, variance } = batchNorm(tensor3d(channel(), [1080, 1920, 1]));
    return [mean, variance].flatMap(toNumbers);
  },
};
