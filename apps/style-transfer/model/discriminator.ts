/**
 * The discriminator: judges that look at patches of about 25 pixels, each at the picture half as large as
 * the one before. It has no norm of its own.
 */

import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../data/random.ts";
import { constantWeight, randomWeight, type Weights, type WeightTensors } from "./weights.ts";

const LAYERS = ["look1", "look2", "look3", "judge"] as const;
const STRIDES = [2, 2, 1, 1] as const;
// Spectral norm bounds the slope by 1, so that the targets 0 and 1 would stay out of reach.
const LOGIT_SCALE = 3;
const LEAKY_SLOPE = 0.2;

/** What a discriminator is made of. */
export interface DiscriminatorConfig {
  /** Half the channels of the first layer. */
  readonly width: number;
  /** How many judges there are. */
  readonly judges: number;
  /** Height and width of the kernels that halve. */
  readonly judgeKernel: JudgeKernel;
}

/**
 * The kernels that there are. With a stride of 2, a kernel of 3 sees every second pixel once and the others
 * twice, and so do its gradients: they draw a fine grid into the paintings (Odena et al., 2016). One of 4
 * sees all alike.
 */
export const JUDGE_KERNELS = [3, 4] as const;
/** One of them. */
export type JudgeKernel = typeof JUDGE_KERNELS[number];

/** Seeded weights. The first judge draws first, so that it starts the same whatever stands behind it. */
export function createDiscriminator(
  { width, judges, judgeKernel }: DiscriminatorConfig,
  random: Random,
): Weights {
  const weights: Weights = new Map();
  const channels = [3, 2 * width, 4 * width, 4 * width, 1];
  for (const prefix of prefixes(judges)) {
    LAYERS.forEach((layer, i) => {
      const [from, to] = [channels[i]!, channels[i + 1]!];
      const size = STRIDES[i] === 2 ? judgeKernel : 3;
      weights.set(`${prefix}${layer}.kernel`, randomWeight(random, [size, size, from, to]));
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

/** With a gradient that can be differentiated again, as a slope penalty does: that of `tf.leakyRelu` cannot. */
function leaky(x: tf.Tensor4D): tf.Tensor4D {
  const bend = tf.customGrad((x, save) => {
    (save as tf.GradSaveFunc)([x as tf.Tensor]);
    return {
      value: tf.leakyRelu(x as tf.Tensor, LEAKY_SLOPE),
      gradFunc: (dy: tf.Tensor, [x]: tf.Tensor[]) => tf.mul(dy, tf.step(x!, LEAKY_SLOPE)),
    };
  });
  return bend(x) as tf.Tensor4D;
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

/**
 * One step of power iteration (Miyato et al., 2018) for each kernel; `state` is written. On arrays, since
 * so little is computed that calling a backend would take longer.
 */
export function iterateSpectral(weights: Weights, state: Weights): SpectralDirections {
  return Object.fromEntries(
    layersOf(weights.keys()).map((layer) => {
      const { values } = weights.get(`${layer}.kernel`)!;
      return [layer, iterate(values, state.get(layer)!.values)];
    }),
  );
}

/** Of `matrix`, `[rows, u.length]`: moves `u` on, and gives the outer product of the two directions. */
function iterate(matrix: Float32Array, u: Float32Array): tf.Tensor2D {
  const columns = u.length, rows = matrix.length / columns;
  const v = new Float64Array(rows), next = new Float64Array(columns);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) v[i] = v[i]! + matrix[at]! * u[j]!;
  }
  normalize(v);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) next[j] = next[j]! + matrix[at]! * v[i]!;
  }
  normalize(next);
  u.set(next);
  const direction = new Float32Array(matrix.length);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) direction[at] = v[i]! * next[j]!;
  }
  return tf.tensor2d(direction, [rows, columns]);
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

/** To a length of 1. */
function normalize(vector: Float64Array): void {
  let square = 0;
  for (let i = 0; i < vector.length; i++) square += vector[i]! * vector[i]!;
  const length = Math.max(Math.sqrt(square), 1e-12);
  for (let i = 0; i < vector.length; i++) vector[i] = vector[i]! / length;
}
