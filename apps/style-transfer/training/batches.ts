/** Pictures to tensors and back. */

import * as tf from "@tensorflow/tfjs-core";
import type { Picture } from "../data/picture.ts";
import { type Reading, readOne, readSync } from "./reading.ts";

/** Pictures of one size as `[n, h, w, 3]` from -1 to 1. */
export function toTensor(pictures: readonly Picture[]): tf.Tensor4D {
  const { width, height, pixels } = pictures[0]!;
  const values = new Float32Array(pictures.length * pixels.length);
  let at = 0;
  for (const { pixels } of pictures) {
    for (let i = 0; i < pixels.length; i++) values[at++] = 2 * pixels[i]! - 1;
  }
  return tf.tensor4d(values, [pictures.length, height, width, 3]);
}

/** `[n, h, w, 3]` from -1 to 1 as pictures, for backends that can be read at once. */
export function toPictures(tensor: tf.Tensor4D): Picture[] {
  return readSync(readPictures(tensor));
}

/** `[n, h, w, 3]` from -1 to 1 as pictures. */
export function* readPictures(tensor: tf.Tensor4D): Reading<Picture[]> {
  const [n, height, width] = tensor.shape;
  const values = yield* readOne(tensor);
  const size = height * width * 3;
  return Array.from({ length: n }, (_, i) => {
    const pixels = values.slice(i * size, (i + 1) * size);
    for (let at = 0; at < size; at++) pixels[at] = (pixels[at]! + 1) / 2;
    return { width, height, pixels };
  });
}
