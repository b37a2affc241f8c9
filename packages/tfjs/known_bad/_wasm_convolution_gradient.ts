import { conv2d, grad, ones, type Tensor, type Tensor4D, tensor4d } from "@tensorflow/tfjs-core";
import { registerWasmGradients } from "../wasm_gradients.ts";
import type { KnownBad } from "./types.ts";

function filterGradient(): Tensor {
  const x = tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
  return grad((w: Tensor) => conv2d(x, w as Tensor4D, 1, "valid"))(ones([1, 1, 1, 1]));
}

/** The filter gradient of a convolution on wasm. */
export const WASM_CONVOLUTION_GRADIENT: KnownBad = {
  id: "wasm-convolution-gradient",
  title: "Convolutions do not train",
  sources: ["tensorflow/tfjs#8474", "tensorflow/tfjs#4326"],
  backends: ["wasm"],
  stockError: "Kernel 'Conv2DBackpropFilter' not registered for backend 'wasm'",
  right: [10],
  because: "1 + 2 + 3 + 4",
  use: "`registerWasmGradients` of `@evenkeel/tfjs/wasm-gradients`, or the backend of " +
    "`@evenkeel/tfjs/backend`",
  stock: filterGradient,
  ours: () => {
    registerWasmGradients(); // stays; that is why ours comes after stock
    return filterGradient();
  },
};
