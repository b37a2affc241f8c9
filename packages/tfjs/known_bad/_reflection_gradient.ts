import { grad, mirrorPad, ones, type Tensor, type Tensor4D, tensor4d } from "@tensorflow/tfjs-core";
import { reflectionPad2d } from "../reflection_pad.ts";
import type { KnownBad } from "./types.ts";

function row(): Tensor4D {
  return tensor4d([1, 2, 3], [1, 1, 3, 1]);
}

/** The gradient of reflection padding. */
export const REFLECTION_GRADIENT: KnownBad = {
  id: "reflection-gradient",
  title: "The gradient of `tf.mirrorPad` forgets the mirrored pixels",
  sources: ["tensorflow/tfjs#900", "tensorflow/tfjs#1775"],
  backends: ["cpu", "wasm"],
  right: [1, 3, 2],
  because: "1 2 3 becomes 3 2 1 2 3 2: how often each is in it",
  use: "`reflectionPad2d` of `@evenkeel/tfjs/reflection-pad`",
  stock: () => {
    const padding: [number, number][] = [[0, 0], [0, 0], [2, 1], [0, 0]];
    return grad((x: Tensor) => mirrorPad(x, padding, "reflect"))(row(), ones([1, 1, 6, 1]));
  },
  ours: () => {
    const y = (x: Tensor) => reflectionPad2d(x as Tensor4D, [[0, 0], [2, 1]]);
    return grad(y)(row(), ones([1, 1, 6, 1]));
  },
};
