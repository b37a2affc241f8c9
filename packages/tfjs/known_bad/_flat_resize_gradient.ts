import { grad, image, ones, type Tensor, type Tensor4D, zeros } from "@tensorflow/tfjs-core";
import type { KnownBad } from "./types.ts";

/** How much of each of two pixels is in the four that they are enlarged to. */
function shares(): Tensor {
  const double = (x: Tensor) => image.resizeBilinear(x as Tensor4D, [1, 4]);
  return grad(double)(zeros([1, 1, 2, 1]), ones([1, 1, 4, 1]));
}

/** The gradient of bilinear enlargement of what isn't a square, on cpu. */
export const FLAT_RESIZE_GRADIENT: KnownBad = {
  id: "flat-resize-gradient",
  title: "`tf.image.resizeBilinear` of pictures that aren't squares can't be trained through",
  sources: [
    "https://github.com/tensorflow/tfjs/blob/master/tfjs-backend-cpu/src/kernels/ResizeBilinearGrad.ts",
  ],
  backends: ["cpu"],
  stockError: "has shape '1,2,1,1', which does not match the shape of the input '1,1,2,1'",
  right: [1.5, 2.5],
  because: "a, b becomes a, (a + b) / 2, b, b",
  use: "the backend of `@evenkeel/tfjs/backend`",
  oursOn: "evenkeel",
  stock: shares,
  ours: shares,
};
