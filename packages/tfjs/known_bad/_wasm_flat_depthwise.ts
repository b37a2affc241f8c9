import { depthwiseConv2d, ones, type Rank, type Tensor, tensor4d } from "@tensorflow/tfjs-core";
import type { KnownBad } from "./types.ts";

function convolution(): Tensor {
  const x = tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [1, 4, 2, 1]);
  return depthwiseConv2d(x, ones<Rank.R4>([1, 2, 1, 1]), 2, "same");
}

/** A depthwise convolution with a flat filter on wasm. */
export const WASM_FLAT_DEPTHWISE: KnownBad = {
  id: "wasm-flat-depthwise",
  title: "A strided depthwise convolution with a 1×2 filter is wrong with `same` padding",
  sources: ["tensorflow/tfjs#6629"],
  backends: ["wasm"],
  right: [3, 11],
  because: "1 + 2 and 5 + 6: every other row; TensorFlow's rule pads nothing here",
  use: "the backend of `@evenkeel/tfjs/backend`",
  oursOn: "evenkeel",
  stock: convolution,
  ours: convolution,
};
