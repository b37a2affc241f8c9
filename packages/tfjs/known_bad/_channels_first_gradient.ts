import {
  batchNorm,
  grad,
  type Tensor,
  type Tensor1D,
  tensor1d,
  tensor4d,
  zeros,
} from "@tensorflow/tfjs-core";
import { batchNormInference } from "../mod.ts";
import type { KnownBad } from "./types.ts";

const SHAPE: [number, number, number, number] = [1, 2, 2, 2];
const PARAMETERS: typeof SHAPE = [1, 2, 1, 1];
const X = [1, 2, 3, 4, 10, 20, 30, 40];
const DY = [1, 0, 0, 0, 0, 0, 0, 1];
const MEAN = [2.5, 25];
const VARIANCE = [1.25, 125];

/** The gradient of `tf.batchNorm` with the channels first. */
export const CHANNELS_FIRST_GRADIENT: KnownBad = {
  id: "channels-first-gradient",
  title: "`tf.batchNorm` has no gradient for a scale of shape `[1, C, 1, 1]`",
  sources: ["tensorflow/tfjs#2120", "tensorflow/tfjs#1773"],
  backends: ["cpu", "wasm"],
  stockError: "Size(8) must match the product of shape 1,2,1,1",
  right: [-1.3416407864998738, 1.3416407864998738],
  because:
    "dy is 1 at the first element of one channel and at the last of the other: their (x - mean) / √variance",
  use: '`batchNormInference(x, { layout: "channels-first" })` of `@evenkeel/tfjs`',
  stock: () => {
    const [mean, variance] = [MEAN, VARIANCE].map((row) => tensor4d(row, PARAMETERS));
    const y = (scale: Tensor) =>
      batchNorm(tensor4d(X, SHAPE), mean!, variance!, zeros(PARAMETERS), scale as typeof mean, 0);
    return grad(y)(tensor4d([1, 1], PARAMETERS), tensor4d(DY, SHAPE));
  },
  ours: () => {
    const fixed = { mean: tensor1d(MEAN), variance: tensor1d(VARIANCE), epsilon: 0 };
    const y = (gamma: Tensor) =>
      batchNormInference(tensor4d(X, SHAPE), {
        ...fixed,
        gamma: gamma as Tensor1D,
        layout: "channels-first",
      });
    return grad(y)(tensor1d([1, 1]), tensor4d(DY, SHAPE));
  },
};
