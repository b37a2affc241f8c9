/**
 * The discriminator: judges that look at patches of about 19 pixels, each at the picture half as large as
 * the one before. It has no norm of its own.
 */

import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../data/random.ts";
import { constantWeight, randomWeight, type Weights, type WeightTensors } from "./weights.ts";

const LAYERS = ["look1", "look2", "look3", "judge"] as const;
const STRIDES = [2, 2, 1, 1] as const;
// Spectral norm bounds the slope by 1, so that the targets 0 and 1 would stay out of reach.
const LOGIT_SCALE = 3;

/** What a discriminator is made of. */
export interface DiscriminatorConfig {
  /** Half the channels of the first layer. */
  readonly width: number;
  /** How many judges there are. */
  readonly judges: number;
}

/** Seeded weights. The first judge draws first, so that it starts the same whatever stands behind it. */
export function createDiscriminator(
  { width, judges }: DiscriminatorConfig,
  random: Random,
): Weights {
  const weights: Weights = new Map();
  const channels = [3, 2 * width, 4 * width, 4 * width, 1];
  for (const prefix of prefixes(judges)) {
    LAYERS.forEach((layer, i) => {
      const [from, to] = [channels[i]!, channels[i + 1]!];
      weights.set(`${prefix}${layer}.kernel`, randomWeight(random, [3, 3, from, to]));
      weights.set(`${prefix}${layer}.bias`, constantWeight([to], 0));
    });
  }
  return weights;
}

/**
 * A map of scores from each judge, `[n, h / 4, w / 4, 1]`, `[n, h / 8, w / 8, 1]` and so on: high for
 * real, low for painted by the generator. Every judge but the last needs an even height and width.
 */
export function discriminate(
  x: tf.Tensor4D,
  weights: WeightTensors,
  spectral: SpectralDirections,
): tf.Tensor4D[] {
  const judges = Object.keys(spectral).length / LAYERS.length;
  return tf.tidy(() => {
    let seen = x;
    return prefixes(judges).map((prefix, i) => {
      if (i > 0) seen = halve(seen);
      return judge(seen, { weights, spectral, prefix });
    });
  });
}

function judge(
  x: tf.Tensor4D,
  { weights, spectral, prefix }: {
    readonly weights: WeightTensors;
    readonly spectral: SpectralDirections;
    readonly prefix: string;
  },
): tf.Tensor4D {
  let h = x;
  LAYERS.forEach((name, i) => {
    const layer = `${prefix}${name}`;
    const kernel = tf.div(weights[`${layer}.kernel`]!, sigmaOf(weights, layer, spectral));
    const y = tf.add(
      tf.conv2d(h, kernel as tf.Tensor4D, STRIDES[i]!, "same"),
      weights[`${layer}.bias`]!,
    ) as tf.Tensor4D;
    h = name === "judge" ? tf.mul(y, LOGIT_SCALE) : leaky(y);
  });
  return h;
}

/** Means of 2 by 2 pixels; `tf.avgPool` has no second derivative, which a slope penalty needs. */
function halve(x: tf.Tensor4D): tf.Tensor4D {
  const [n, h, w, c] = x.shape;
  return tf.mean(tf.reshape(x, [n, h / 2, 2, w / 2, 2, c]), [2, 4]);
}

/** The first judge's layers have plain names, the others' begin with a number. */
function prefixes(judges: number): string[] {
  return Array.from({ length: judges }, (_, i) => i === 0 ? "" : `${i + 1}/`);
}

/** Written with ReLU: the second derivative of `tf.leakyRelu` throws. */
function leaky(x: tf.Tensor4D): tf.Tensor4D {
  return tf.add(tf.mul(x, 0.2), tf.mul(tf.relu(x), 0.8));
}

/** The direction in which each kernel stretches most: outer products of two unit vectors. */
export type SpectralDirections = Readonly<Record<string, tf.Tensor2D>>;

/** Seeded start vectors for power iteration, one per layer. */
export function createSpectralState(weights: Weights, random: Random): Weights {
  return new Map(
    layersOf(weights.keys()).map((layer) => {
      const outputs = weights.get(`${layer}.kernel`)!.shape[3]!;
      return [layer, randomWeight(random, [outputs])];
    }),
  );
}

/** One step of power iteration (Miyato et al., 2018); `state` is written. */
export function iterateSpectral(weights: WeightTensors, state: Weights): SpectralDirections {
  const directions = layersOf(Object.keys(weights)).map((layer) => [
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

function layersOf(names: Iterable<string>): string[] {
  const end = ".kernel";
  return [...names].filter((name) => name.endsWith(end)).map((name) => name.slice(0, -end.length));
}

/** The largest singular value, differentiable in the kernel with the directions held fixed. */
function sigmaOf(weights: WeightTensors, layer: string, spectral: SpectralDirections): tf.Tensor {
  const direction = spectral[layer]!;
  return tf.sum(tf.mul(tf.reshape(weights[`${layer}.kernel`]!, direction.shape), direction));
}

function unit(x: tf.Tensor2D): tf.Tensor2D {
  return tf.div(x, tf.maximum(tf.norm(x), 1e-12));
}
