import {
  batchNorm,
  grad,
  ones,
  type Tensor,
  tensor1d,
  type Tensor2D,
  tensor2d,
} from "@tensorflow/tfjs-core";
import { batchNormInference } from "../mod.ts";
import type { KnownBad } from "./types.ts";

const X = [[0, 1], [5, 3]];
const DY = [[2, 4], [6, 8]];

/** The gradient of `tf.batchNorm` without offset. */
export const NO_OFFSET_GRADIENT: KnownBad = {
  id: "no-offset-gradient",
  title: "The gradient of `tf.batchNorm` without offset crashes",
  sources: ["tensorflow/tfjs#2868"],
  backends: ["cpu", "wasm"],
  stockError: "Cannot read properties of undefined",
  right: [1, 2, 3, 4],
  because: "half of dy, since the standard deviation is 2",
  use: "`batchNormInference` of `@evenkeel/tfjs`",
  stock: () => {
    const [mean, variance] = [tensor1d([1, 2]), tensor1d([4, 4])];
    const y = (x: Tensor) => batchNorm(x as Tensor2D, mean, variance, undefined, ones([2]), 0);
    return grad(y)(tensor2d(X), tensor2d(DY));
  },
  ours: () => {
    const fixed = { mean: tensor1d([1, 2]), variance: tensor1d([4, 4]), epsilon: 0 };
    const y = (x: Tensor) => batchNormInference(x, { ...fixed, gamma: ones([2]) });
    return grad(y)(tensor2d(X), tensor2d(DY));
  },
};
