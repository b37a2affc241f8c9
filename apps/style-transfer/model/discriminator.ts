/** The discriminator: looks at patches of about 19 pixels, and has no norm of its own. */

import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../data/random.ts";
import { constantWeight, randomWeight, type Weights, type WeightTensors } from "./weights.ts";

const LAYERS = ["look1", "look2", "look3", "judge"] as const;
const STRIDES = [2, 2, 1, 1] as const;
// Spectral norm bounds the slope by 1, so that the targets 0 and 1 would stay out of reach.
const LOGIT_SCALE = 3;

/** Seeded weights, `width` channels in the first layer. */
export function createDiscriminator(width: number, random: Random): Weights {
  const weights: Weights = new Map();
  const channels = [3, 2 * width, 4 * width, 4 * width, 1];
  LAYERS.forEach((layer, i) => {
    const [from, to] = [channels[i]!, channels[i + 1]!];
    weights.set(`${layer}.kernel`, randomWeight(random, [3, 3, from, to]));
    weights.set(`${layer}.bias`, constantWeight([to], 0));
  });
  return weights;
}

/** A map of scores, `[n, h / 4, w / 4, 1]`: 1 for real, 0 for painted by the generator. */
export function discriminate(
  x: tf.Tensor4D,
  weights: WeightTensors,
  spectral: SpectralDirections,
): tf.Tensor4D {
  return tf.tidy(() => {
    let h = x;
    LAYERS.forEach((layer, i) => {
      const kernel = tf.div(weights[`${layer}.kernel`]!, sigmaOf(weights, layer, spectral));
      const y = tf.add(
        tf.conv2d(h, kernel as tf.Tensor4D, STRIDES[i]!, "same"),
        weights[`${layer}.bias`]!,
      ) as tf.Tensor4D;
      h = layer === "judge" ? tf.mul(y, LOGIT_SCALE) : leaky(y);
    });
    return h;
  });
}

/** Written with ReLU: the second derivative of `tf.leakyRelu` throws. */
function leaky(x: tf.Tensor4D): tf.Tensor4D {
  return tf.add(tf.mul(x, 0.2), tf.mul(tf.relu(x), 0.8));
}

/** The direction in which each kernel stretches most: outer products of two unit vectors. */
export type SpectralDirections = Readonly<Record<string, tf.Tensor2D>>;

/** Seeded start vectors for power iteration, one per layer. */
export function createSpectralState(weights: Weights, random: Random): Weights {
  return new Map(LAYERS.map((layer) => {
    const outputs = weights.get(`${layer}.kernel`)!.shape[3]!;
    return [layer, randomWeight(random, [outputs])];
  }));
}

/** One step of power iteration (Miyato et al., 2018); `state` is written. */
export function iterateSpectral(weights: WeightTensors, state: Weights): SpectralDirections {
  const directions = LAYERS.map((layer) => [
    layer,
    tf.tidy(() => {
      const kernel = weights[`${layer}.kernel`]!;
      const matrix = tf.reshape(kernel, [-1, kernel.shape[3]!]) as tf.Tensor2D;
      const u = state.get(layer)!.values;
      const v = unit(tf.matMul(matrix, tf.tensor2d(u, [u.length, 1])));
      const next = unit(tf.matMul(matrix, v, true, false));
      u.set(next.dataSync());
      return tf.matMul(v, next, false, true);
    }),
  ]);
  return Object.fromEntries(directions);
}

/** The largest singular value, differentiable in the kernel with the directions held fixed. */
function sigmaOf(weights: WeightTensors, layer: string, spectral: SpectralDirections): tf.Tensor {
  const direction = spectral[layer]!;
  return tf.sum(tf.mul(tf.reshape(weights[`${layer}.kernel`]!, direction.shape), direction));
}

function unit(x: tf.Tensor2D): tf.Tensor2D {
  return tf.div(x, tf.maximum(tf.norm(x), 1e-12));
}
