import { batchNorm, ones, tensor1d, zeros } from "@tensorflow/tfjs-core";
import { batchNormInference } from "../mod.ts";
import type { KnownBad } from "./types.ts";

/** 1 if something is refused, 0 if not. */
function refusals(attempt: () => unknown): readonly number[] {
  try {
    attempt();
    return [0];
  } catch {
    return [1];
  }
}

/** Statistics of another number of channels. */
export const WRONG_SIZE: KnownBad = {
  id: "wrong-size",
  title: "`tf.batchNorm` takes three means for two channels, and walks over them in turn",
  sources: ["tensorflow/tfjs#1106"],
  backends: ["cpu", "wasm"],
  right: [1],
  because: "1 is an error, 0 is none",
  use: "`batchNormInference` of `@evenkeel/tfjs`",
  stock: () => refusals(() => batchNorm(ones([2, 2]), tensor1d([0, 1, 2]), ones([3]))),
  ours: () =>
    refusals(() =>
      batchNormInference(zeros([2, 2]), { mean: tensor1d([0, 1, 2]), variance: tensor1d([1, 1]) })
    ),
};
