import { batchNorm, moments, type Tensor4D, tensor4d } from "@tensorflow/tfjs-core";
import { instanceNorm } from "../mod.ts";
import type { KnownBad } from "./types.ts";

function samples(): Tensor4D {
  return tensor4d([1, 2, 3, 4, 10, 20, 30, 40], [2, 2, 2, 1]);
}

/** Instance norm by way of `tf.batchNorm`. */
export const PER_SAMPLE_STATISTICS: KnownBad = {
  id: "per-sample-statistics",
  title: "Instance norm as `tf.batchNorm` with the moments of each sample gives wrong numbers",
  sources: ["tensorflow/tfjs#626", "tensorflow/tfjs#1106"],
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
  because: "1, 2, 3, 4 has mean 2.5 and variance 1.25; the other sample is ten times as large",
  use: "`instanceNorm` of `@evenkeel/tfjs`",
  stock: () => {
    const { mean, variance } = moments(samples(), [1, 2], true);
    return batchNorm(samples(), mean as Tensor4D, variance as Tensor4D, undefined, undefined, 0);
  },
  ours: () => instanceNorm(samples(), { epsilon: 0 }),
};
