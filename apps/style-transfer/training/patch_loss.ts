/**
 * A patch of a painting resembles the same patch of its picture more than others: the content term of CUT
 * (Park et al., 2020, arXiv 2007.15651).
 */

import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../data/random.ts";
import { encoderLayers, type GeneratorConfig } from "../model/generator.ts";
import {
  constantWeight,
  randomWeight,
  type Weights,
  type WeightTensors,
} from "../model/weights.ts";

const PATCHES = 64;
const HEAD_WIDTH = 64;
const TEMPERATURE = 0.07;
const EPSILON = 1e-7;

/** Where patches are compared: in the picture itself, and in the generator's layers on the way down. */
export function patchLayers(config: GeneratorConfig): ReadonlyMap<string, number> {
  return new Map([["picture", 3], ...encoderLayers(config)]);
}

/** Seeded weights of a small net for each layer, that says what counts there. */
export function createHeads(config: GeneratorConfig, random: Random): Weights {
  return new Map(
    [...patchLayers(config)].flatMap(([name, channels]) => [
      [`${name}.hidden.kernel`, randomWeight(random, [channels, HEAD_WIDTH])] as const,
      [`${name}.hidden.bias`, constantWeight([HEAD_WIDTH], 0)] as const,
      [`${name}.leave.kernel`, randomWeight(random, [HEAD_WIDTH, HEAD_WIDTH])] as const,
      [`${name}.leave.bias`, constantWeight([HEAD_WIDTH], 0)] as const,
    ]),
  );
}

/** Up to 64 places of each picture of `[n, h, w, c]`, none of them twice, as numbers of its pixels. */
export function pickPlaces([n, h, w]: readonly number[], random: Random): Int32Array {
  const [area, count] = [h! * w!, Math.min(PATCHES, h! * w!)];
  const places = new Int32Array(n! * count);
  const left = new Int32Array(area);
  for (let i = 0; i < n!; i++) {
    left.forEach((_, at) => left[at] = at);
    for (let k = 0; k < count; k++) {
      const other = k + random.integer(area - k);
      const place = left[other]!;
      left[other] = left[k]!;
      left[k] = place;
      places[i * count + k] = i * area + place;
    }
  }
  return places;
}

/** What stands at some places of `[n, h, w, c]`, `[n, places, c]`. No place may come twice. */
export function takePatches(x: tf.Tensor4D, places: Int32Array): tf.Tensor3D {
  const [n, h, w, c] = x.shape;
  const rows = tf.reshape(x, [n * h * w, c]);
  // Of its own gradients, TensorFlow.js has one for `gather` that not every backend can compute.
  const gather = tf.customGrad((all) => ({
    value: tf.gather(all as tf.Tensor, tf.tensor1d(places, "int32")),
    gradFunc: (dy: tf.Tensor) =>
      tf.scatterND(tf.tensor2d(places, [places.length, 1], "int32"), dy, [n * h * w, c]),
  }));
  return tf.reshape(gather(rows), [n, places.length / n, c]);
}

/** What a layer's head says of patches `[n, p, c]`: directions `[n, p, 64]`. */
export function describePatches(
  patches: tf.Tensor3D,
  layer: string,
  heads: WeightTensors,
): tf.Tensor3D {
  const [n, p, c] = patches.shape;
  // A product of matrices, as the convolution that it is: our backend is faster at those.
  const linear = (x: tf.Tensor4D, part: string): tf.Tensor4D => {
    const kernel = heads[`${layer}.${part}.kernel`]!;
    const [from, to] = kernel.shape;
    const y = tf.conv2d(x, tf.reshape(kernel, [1, 1, from!, to!]), 1, "valid");
    return tf.add(y, heads[`${layer}.${part}.bias`]!);
  };
  const hidden = tf.relu(linear(tf.reshape(patches, [n, p, 1, c]), "hidden"));
  const said = tf.reshape(linear(hidden, "leave"), [n, p, HEAD_WIDTH]);
  return tf.div(said, tf.sqrt(tf.add(tf.sum(tf.square(said), 2, true), EPSILON)));
}

/**
 * How hard it is to tell which of a picture's patches a painting's patch belongs to: the mean cross-entropy
 * of `softmax(painted . original / 0.07)` over the patches of a picture. Both are directions, `[n, p, c]`.
 */
export function patchLoss(painted: tf.Tensor3D, original: tf.Tensor3D): tf.Scalar {
  const alike = tf.div(tf.matMul(painted, original, false, true), TEMPERATURE);
  const own = tf.div(tf.sum(tf.mul(painted, original), 2), TEMPERATURE);
  // No product of two directions is above 1, so nothing overflows, and something is left.
  const most = 1 / TEMPERATURE;
  const all = tf.add(tf.log(tf.sum(tf.exp(tf.sub(alike, most)), 2)), most);
  return tf.mean(tf.sub(all, own));
}
