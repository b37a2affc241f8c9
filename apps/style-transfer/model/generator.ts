/** The generator: a small residual net from picture to picture. */

import { reflectionPad2d } from "@evenkeel/tfjs/reflection-pad";
import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../data/random.ts";
import {
  applyNorm,
  type NormCall,
  type NormName,
  normWeightNames,
  type StatisticsListener,
  type StatisticsMode,
} from "./norms.ts";
import { constantWeight, randomWeight, type Weights, type WeightTensors } from "./weights.ts";

/** What a generator is made of; it travels inside the checkpoint. */
export interface GeneratorConfig {
  /** Channels after the first convolution; twice and four times as many further in. */
  readonly width: number;
  /** Residual blocks in the middle. */
  readonly blocks: number;
  /** The norm after every convolution but the last. */
  readonly norm: NormName;
}

/** Height and width must be multiples of this: two convolutions halve them. */
export const GENERATOR_MULTIPLE = 4;

const LAST_GAIN = 0.5;

/** How far, in pixels, something in a picture can reach in its painting, but for statistics. */
export function generatorReach({ blocks }: GeneratorConfig): number {
  // Radii of the kernels, times the stride at which they stand: enter, down1, down2, two in each block,
  // up1, up2, leave; and one pixel of each enlargement.
  return 2 + 1 + 2 + 4 * 2 * blocks + (2 + 2) + (1 + 1) + 2;
}

/** How one call of the generator goes. */
export interface GeneratorCall {
  readonly weights: WeightTensors;
  readonly statistics: StatisticsMode;
  readonly onStatistics?: StatisticsListener;
  readonly onMoments?: StatisticsListener;
}

/** Names and shapes of all arrays, in the order in which they are made. */
export function generatorShapes(config: GeneratorConfig): Map<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>();
  const { width, blocks, norm } = config;
  const convolution = (layer: string, k: number, [from, to]: [number, number]) => {
    shapes.set(`${layer}.kernel`, [k, k, from, to]);
    for (const name of normWeightNames(norm)) shapes.set(`${layer}.${name}`, [to]);
  };
  convolution("enter", 5, [3, width]);
  convolution("down1", 3, [width, 2 * width]);
  convolution("down2", 3, [2 * width, 4 * width]);
  for (let i = 1; i <= blocks; i++) {
    convolution(`block${i}a`, 3, [4 * width, 4 * width]);
    convolution(`block${i}b`, 3, [4 * width, 4 * width]);
  }
  convolution("up1", 3, [4 * width, 2 * width]);
  convolution("up2", 3, [2 * width, width]);
  shapes.set("leave.kernel", [5, 5, width, 3]);
  shapes.set("leave.beta", [3]);
  return shapes;
}

/** Seeded weights. No convolution before a norm has a bias: the norm would subtract it. */
export function createGenerator(config: GeneratorConfig, random: Random): Weights {
  const create = (name: string, shape: readonly number[]) => {
    if (name === "leave.kernel") return randomWeight(random, shape, LAST_GAIN);
    if (name.endsWith(".kernel")) return randomWeight(random, shape);
    return constantWeight(shape, /\.(gamma|running_variance)$/.test(name) ? 1 : 0);
  };
  return new Map(
    [...generatorShapes(config)].map(([name, shape]) => [name, create(name, shape)]),
  );
}

/** Paints `x`, `[n, h, w, 3]` from -1 to 1, into the same shape and range. */
export function generate(
  x: tf.Tensor4D,
  config: GeneratorConfig,
  { weights, ...mode }: GeneratorCall,
): tf.Tensor4D {
  const call: NormCall = { weights, norm: config.norm, ...mode };
  // Each stage gives back what it does not hand on: a large picture's activations would not fit at once.
  const step = (x: tf.Tensor4D, layer: string, stride = 1) =>
    tf.tidy(() => applyNorm(convolve(x, weights[`${layer}.kernel`]!, stride), layer, call));
  const active = (x: () => tf.Tensor4D) => tf.tidy(() => tf.relu(x()));
  return tf.tidy(() => {
    let h = active(() => step(x, "enter"));
    h = active(() => step(h, "down1", 2));
    h = active(() => step(h, "down2", 2));
    for (let i = 1; i <= config.blocks; i++) {
      h = tf.tidy(() => tf.add(h, step(active(() => step(h, `block${i}a`)), `block${i}b`)));
    }
    h = active(() => step(twiceAsLarge(h), "up1"));
    h = active(() => step(twiceAsLarge(h), "up2"));
    return tf.tanh(tf.add(convolve(h, weights["leave.kernel"]!, 1), weights["leave.beta"]!));
  });
}

/** Reflection padding, so that no frame of zeros shows, then a convolution. */
function convolve(x: tf.Tensor4D, kernel: tf.Tensor, stride: number): tf.Tensor4D {
  const padded = reflectionPad2d(x, (kernel.shape[0]! - 1) / 2);
  return tf.conv2d(padded, kernel as tf.Tensor4D, stride, "valid");
}

/** Nearest neighbors, then a convolution: a transposed convolution would leave a checkerboard. */
function twiceAsLarge(x: tf.Tensor4D): tf.Tensor4D {
  return tf.image.resizeNearestNeighbor(x, [2 * x.shape[1], 2 * x.shape[2]]);
}
