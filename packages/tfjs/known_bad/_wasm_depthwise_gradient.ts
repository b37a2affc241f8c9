import { depthwiseConv2d, grad, ones, type Tensor, type Tensor4D } from "@tensorflow/tfjs-core";
import type { KnownBad } from "./types.ts";

function inputGradient(): Tensor {
  const filter: Tensor4D = ones([2, 2, 1, 1]);
  return grad((x: Tensor) => depthwiseConv2d(x as Tensor4D, filter, 1, "valid"))(
    ones([1, 3, 3, 1]),
  );
}

/** The gradients of a depthwise convolution on wasm. */
export const WASM_DEPTHWISE_GRADIENT: KnownBad = {
  id: "wasm-depthwise-gradient",
  title: "Depthwise convolutions do not train",
  sources: ["tensorflow/tfjs#4326"],
  backends: ["wasm"],
  stockError: "Kernel 'DepthwiseConv2dNativeBackpropInput' not registered for backend 'wasm'",
  right: [1, 2, 1, 2, 4, 2, 1, 2, 1],
  because: "how many of the four 2×2 windows an element of the 3×3 picture is in",
  use: "the backend of `@evenkeel/tfjs/backend`",
  oursOn: "evenkeel",
  stock: inputGradient,
  ours: inputGradient,
};
