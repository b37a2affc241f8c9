/** The weights of a net: named arrays, and how they become tensors. */

import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../data/random.ts";

/** One named array of a net. */
export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** All arrays of a net, in the order in which they were made. */
export type Weights = Map<string, Weight>;

/** The same as tensors, for one forward pass. */
export type WeightTensors = Readonly<Record<string, tf.Tensor>>;

/**
 * Normal values with the deviation that He et al. (2015) derive for ReLU, times `gain`. The fan-in is how
 * many inputs an output adds up; by default all but the last of the shape.
 */
export function randomWeight(
  random: Random,
  shape: readonly number[],
  { gain = 1, fanIn }: { readonly gain?: number; readonly fanIn?: number } = {},
): Weight {
  const size = shape.reduce((a, b) => a * b, 1);
  const deviation = gain * Math.sqrt(2 / (fanIn ?? size / shape.at(-1)!));
  return { shape, values: Float32Array.from({ length: size }, () => deviation * random.normal()) };
}

/** An array of one value. */
export function constantWeight(shape: readonly number[], value: number): Weight {
  const size = shape.reduce((a, b) => a * b, 1);
  return { shape, values: new Float32Array(size).fill(value) };
}

/**
 * Makes tensors of all weights; the caller disposes of them. They may share the arrays, which must not
 * change while the tensors are in use.
 */
export function toTensors(weights: Weights): WeightTensors {
  return Object.fromEntries(
    [...weights].map(([name, { shape, values }]) => [name, tf.tensor(values, [...shape])]),
  );
}
