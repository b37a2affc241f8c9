import { conv2d, ones, type Rank, type Tensor } from "@tensorflow/tfjs-core";
import type { KnownBad } from "./types.ts";

function convolution(): Tensor {
  return conv2d(ones<Rank.R4>([1, 3, 3, 1]), ones<Rank.R4>([2, 2, 1, 1]), 3, "same");
}

/** A convolution whose stride is wider than its filter on wasm. */
export const WASM_WIDE_STRIDE: KnownBad = {
  id: "wasm-wide-stride",
  title: "A convolution whose stride is wider than its filter gives zeros with `same` padding",
  sources: ["tensorflow/tfjs#5907", "tensorflow/tfjs#8405"],
  backends: ["wasm"],
  right: [4],
  because: "one 2×2 window of ones; TensorFlow's rule pads nothing here",
  use: "the backend of `@evenkeel/tfjs/backend`",
  oursOn: "evenkeel",
  stock: convolution,
  ours: convolution,
};
