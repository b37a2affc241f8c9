import { grad, image, ones, type Tensor, type Tensor4D, zeros } from "@tensorflow/tfjs-core";
import type { KnownBad } from "./types.ts";

/** How much of each pixel of a square of 2x2 is in the 4x4 that it is enlarged to. */
function shares(): Tensor {
  const double = (x: Tensor) => image.resizeBilinear(x as Tensor4D, [4, 4], false, true);
  return grad(double)(zeros([1, 2, 2, 1]), ones([1, 4, 4, 1]));
}

/** The gradient of bilinear enlargement. */
export const RESIZE_GRADIENT: KnownBad = {
  id: "resize-gradient",
  title: "The gradient of `tf.image.resizeBilinear` forgets `halfPixelCenters`",
  sources: ["tensorflow/tfjs#4152"],
  backends: ["cpu", "wasm"],
  right: [4, 4, 4, 4],
  because:
    "each way a, b becomes a, (3a + b) / 4, (a + 3b) / 4, b, so that 2 by 2 of each are in it",
  use: "the backend of `@evenkeel/tfjs/backend`",
  oursOn: "evenkeel",
  stock: shares,
  ours: shares,
};
