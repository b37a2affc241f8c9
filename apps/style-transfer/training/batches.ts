/** Pictures to tensors and back. */

import * as tf from "@tensorflow/tfjs-core";
import type { Picture } from "../data/picture.ts";

/** Pictures of one size as `[n, h, w, 3]` from -1 to 1. */
export function toTensor(pictures: readonly Picture[]): tf.Tensor4D {
  const { width, height, pixels } = pictures[0]!;
  const values = new Float32Array(pictures.length * pixels.length);
  pictures.forEach((picture, i) => {
    values.set(picture.pixels.map((v) => 2 * v - 1), i * pixels.length);
  });
  return tf.tensor4d(values, [pictures.length, height, width, 3]);
}

/** `[n, h, w, 3]` from -1 to 1 as pictures. */
export function toPictures(tensor: tf.Tensor4D): Picture[] {
  const [n, height, width] = tensor.shape;
  const values = tensor.dataSync();
  const size = height * width * 3;
  return Array.from({ length: n }, (_, i) => ({
    width,
    height,
    pixels: Float32Array.from(values.subarray(i * size, (i + 1) * size), (v) => (v + 1) / 2),
  }));
}
