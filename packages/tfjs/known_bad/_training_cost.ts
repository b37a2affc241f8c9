import {
  batchNorm as stockBatchNorm,
  grads,
  moments,
  ones,
  profile,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
  zeros,
} from "@tensorflow/tfjs-core";
import { batchNorm } from "../mod.ts";
import type { KnownBad } from "./types.ts";

/** Kernels that only give a tensor another name. */
const VIEWS = ["Identity", "Reshape"];

/** How many kernels one forward and backward pass runs. */
async function countKernels(
  norm: (x: Tensor, gamma: Tensor, beta: Tensor) => Tensor,
): Promise<readonly number[]> {
  const x: Tensor4D = ones([2, 4, 4, 8]);
  const [gamma, beta, dy] = [ones([8]), zeros([8]), ones(x.shape)];
  const { kernels } = await profile(() => grads(norm)([x, gamma, beta], dy));
  return [kernels.filter(({ name }) => !VIEWS.includes(name)).length];
}

/** What a training step through batch norm costs. */
export const TRAINING_COST: KnownBad = {
  id: "training-cost",
  title: "Batch norm, forward and backward, runs dozens of kernels one after the other",
  sources: ["tensorflow/tfjs#4326"],
  backends: ["cpu", "wasm"],
  right: [6],
  because: "at most three kernels each way",
  upTo: true,
  use: "`batchNorm` of `@evenkeel/tfjs`",
  stock: () =>
    countKernels((x, gamma, beta) => {
      const { mean, variance } = moments(x, [0, 1, 2]);
      const [m, v] = [mean as Tensor1D, variance as Tensor1D];
      return stockBatchNorm(x as Tensor4D, m, v, beta as Tensor1D, gamma as Tensor1D, 1e-5);
    }),
  ours: () =>
    countKernels((x, gamma, beta) =>
      batchNorm(x, { gamma: gamma as Tensor1D, beta: beta as Tensor1D }).y
    ),
};
