/** The generator: a small net from picture to picture. */

import { reflectionPad2d } from "@evenkeel/tfjs/reflection-pad";
import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../data/random.ts";
import { doubleBilinear } from "./double_bilinear.ts";
import { type Architecture, layersOf } from "./architectures.ts";
import {
  type Convolution,
  convolutionsOf,
  type EnlargementKind,
  kernelShape,
  type Layer,
  operationsPerPixel,
  reachOf,
} from "./layers.ts";
import {
  applyNorm,
  type NormCall,
  type NormName,
  normWeightNames,
  type StatisticsListener,
  type StatisticsMode,
} from "./norms.ts";
import {
  constantWeight,
  randomWeight,
  type Weight,
  type Weights,
  type WeightTensors,
} from "./weights.ts";

/** What a generator is made of; it travels inside the checkpoint. */
export interface GeneratorConfig {
  readonly architecture: Architecture;
  /** How pictures grow on the way up; CycleGAN's does it by transposed convolution. */
  readonly enlargement: EnlargementKind;
  /** Channels after the first convolution; twice and four times as many further in. */
  readonly width: number;
  /** Residual blocks in the middle. */
  readonly blocks: number;
  /** The norm after every convolution but the last. */
  readonly norm: NormName;
}

/** Height and width must be multiples of this: two convolutions halve them. */
export const GENERATOR_MULTIPLE = 4;

/** How far, in pixels, something in a picture can reach in its painting, but for statistics. */
export function generatorReach(config: GeneratorConfig): number {
  return reachOf(layersOf(config));
}

/** Multiplications and additions of the convolutions for each pixel that is painted. */
export function generatorOperations(config: GeneratorConfig): number {
  return operationsPerPixel(layersOf(config));
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
  return new Map(
    convolutionsOf(layersOf(config)).flatMap((layer) => [
      [`${layer.name}.kernel`, kernelShape(layer)] as const,
      ...parameterNames(layer, config).map((name) => [name, [layer.to]] as const),
    ]),
  );
}

/** Seeded weights. No convolution before a norm has a bias: the norm would subtract it. */
export function createGenerator(config: GeneratorConfig, random: Random): Weights {
  const weights: Weights = new Map();
  for (const layer of convolutionsOf(layersOf(config))) {
    weights.set(`${layer.name}.kernel`, drawKernel(layer, random));
    for (const name of parameterNames(layer, config)) {
      const one = name.endsWith(".gamma") || name.endsWith(".running_variance");
      weights.set(name, constantWeight([layer.to], one ? 1 : 0));
    }
  }
  return weights;
}

/** Paints `x`, `[n, h, w, 3]` from -1 to 1, into the same shape and range. */
export function generate(
  x: tf.Tensor4D,
  config: GeneratorConfig,
  { weights, ...mode }: GeneratorCall,
): tf.Tensor4D {
  return through(layersOf(config), x, { weights, norm: config.norm, ...mode });
}

/**
 * Where a painter's way down can be listened to, in its order, and the channels there: after the three
 * convolutions that lead to a quarter of the size, and the block in the middle of those that follow.
 */
export function encoderLayers({ width, blocks }: GeneratorConfig): ReadonlyMap<string, number> {
  return new Map([
    ["enter", width],
    ["down1", 2 * width],
    ["down2", 4 * width],
    [`block${Math.ceil(blocks / 2)}`, 4 * width],
  ]);
}

/**
 * What comes out of some layers, named in their order, as `generate` would compute it; nothing after the
 * last of them is done. The caller disposes of all.
 *
 * @throws {RangeError} If there is no such layer after the one named before it.
 */
export function encode(
  x: tf.Tensor4D,
  config: GeneratorConfig,
  { names, weights, ...mode }: GeneratorCall & { readonly names: readonly string[] },
): tf.Tensor4D[] {
  const call = { weights, norm: config.norm, ...mode };
  let h = x;
  let rest = layersOf(config);
  return names.map((name) => {
    const stretch = layersUntil(name, rest);
    if (stretch === undefined) {
      throw new RangeError(`a generator "${config.architecture}" has no layer ${name} to go on to`);
    }
    h = through(stretch.before, h, call);
    rest = stretch.after;
    return h;
  });
}

/** The layers up to the one of a name, and those after it that come before anything is joined. */
function layersUntil(
  name: string,
  layers: readonly Layer[],
): { before: readonly Layer[]; after: readonly Layer[] } | undefined {
  for (const [i, layer] of layers.entries()) {
    if (layer.op === "enlargement") continue;
    if (layer.name === name) return { before: layers.slice(0, i + 1), after: layers.slice(i + 1) };
    const inside = layer.op === "branch" ? layersUntil(name, layer.body) : undefined;
    if (inside) return { ...inside, before: [...layers.slice(0, i), ...inside.before] };
  }
  return undefined;
}

function parameterNames({ name, then }: Convolution, { norm }: GeneratorConfig): string[] {
  if (then === "nothing") return [];
  return (then === "bias" ? ["beta"] : normWeightNames(norm)).map((part) => `${name}.${part}`);
}

function drawKernel(layer: Convolution, random: Random): Weight {
  const { kind, size, from, gain } = layer;
  const inputs = kind === "depthwise" ? 1 : from;
  // Of a transposed kernel with stride 2, a quarter meets each pixel.
  const fanIn = size * size * inputs / (kind === "transposed" ? 4 : 1);
  return randomWeight(random, kernelShape(layer), { gain, fanIn });
}

function through(layers: readonly Layer[], x: tf.Tensor4D, call: NormCall): tf.Tensor4D {
  return pipe(x, layers.map((layer) => (h) => apply(layer, h, call)));
}

function apply(layer: Layer, x: tf.Tensor4D, call: NormCall): tf.Tensor4D {
  if (layer.op === "enlargement") {
    if (layer.by === "bilinear") return doubleBilinear(x);
    return tf.image.resizeNearestNeighbor(x, [2 * x.shape[1], 2 * x.shape[2]]);
  }
  if (layer.op === "branch") {
    const y = through(layer.body, x, call);
    return layer.join === "add" ? tf.add(x, y) : tf.concat([x, y], 3);
  }
  return pipe(x, [
    (h) => pad(h, layer),
    (h) => convolve(h, layer, call.weights[`${layer.name}.kernel`] as tf.Tensor4D),
    (h) => finish(h, layer, call),
    (h) => activate(h, layer),
  ]);
}

/** Each step's input goes when it is done: a large picture's activations would not all fit at once. */
function pipe(x: tf.Tensor4D, steps: readonly ((x: tf.Tensor4D) => tf.Tensor4D)[]): tf.Tensor4D {
  let h = x;
  for (const step of steps) {
    const before = h;
    h = tf.tidy(() => step(before));
    if (before !== x && before !== h) before.dispose();
  }
  return h;
}

function pad(x: tf.Tensor4D, { kind, size, padding }: Convolution): tf.Tensor4D {
  const radius = (size - 1) / 2;
  if (kind === "transposed" || radius === 0) return x;
  if (padding === "reflect") return reflectionPad2d(x, radius);
  return tf.pad(x, [[0, 0], [radius, radius], [radius, radius], [0, 0]]);
}

function convolve(
  x: tf.Tensor4D,
  { kind, to, stride }: Convolution,
  kernel: tf.Tensor4D,
): tf.Tensor4D {
  if (kind === "full") return tf.conv2d(x, kernel, stride, "valid");
  if (kind === "depthwise") return tf.depthwiseConv2d(x, kernel, stride, "valid");
  // TensorFlow's "same" would begin a pixel later than PyTorch's padding of 1.
  const [n, h, w] = x.shape;
  const all = tf.conv2dTranspose(x, kernel, [n, 2 * h + 1, 2 * w + 1, to], 2, "valid");
  return tf.slice(all, [0, 1, 1, 0], [n, 2 * h, 2 * w, to]);
}

function finish(x: tf.Tensor4D, { name, then }: Convolution, call: NormCall): tf.Tensor4D {
  if (then === "norm") return applyNorm(x, name, call);
  return then === "bias" ? tf.add(x, call.weights[`${name}.beta`]!) : x;
}

function activate(x: tf.Tensor4D, { activation }: Convolution): tf.Tensor4D {
  if (activation === "none") return x;
  return activation === "relu" ? tf.relu(x) : tf.tanh(x);
}
