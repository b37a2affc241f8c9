/** Training steps that another library made with a layer, and their repetition. */

import { assertAllClose } from "@evenkeel/testing";
import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs-core";
import type { layers } from "@tensorflow/tfjs-layers";

/** A tensor in a fixture. */
export interface Values {
  readonly shape: number[];
  readonly values: number[];
}

/** Plain gradient descent on the sum of `y * dy`. */
export interface TrainingCase<Name extends string> {
  readonly name: Name;
  readonly x: Values;
  readonly dy: Values;
  /** The layer's weights before the first step. */
  readonly before: readonly Values[];
  /** The output of each step, and the layer's weights after it. */
  readonly steps: readonly { readonly y: Values; readonly weights: readonly Values[] }[];
}

export const toTensor = ({ shape, values }: Values): tf.Tensor => tf.tensor(values, shape);

/** To 1e-5 of the largest value. */
export function assertValues(
  actual: tf.Tensor,
  { shape, values }: Values,
  name: string,
): void {
  assertEquals(actual.shape, shape, name);
  const atol = 1e-5 * Math.max(...values.map(Math.abs));
  assertAllClose(actual.dataSync<"float32">(), Float32Array.from(values), { atol, rtol: 0, name });
}

/** Builds the layer, takes the steps, and compares outputs and weights, which have these names. */
export function assertTrains<Name extends string>(
  layer: layers.Layer,
  one: TrainingCase<Name>,
  { learningRate, weights: names }: {
    readonly learningRate: number;
    readonly weights: readonly string[];
  },
): void {
  const x = toTensor(one.x), dy = toTensor(one.dy);
  layer.build(x.shape);
  layer.setWeights(one.before.map(toTensor));
  const optimizer = tf.train.sgd(learningRate);
  for (const [i, { y, weights }] of one.steps.entries()) {
    optimizer.minimize(() => {
      const actual = layer.apply(x, { training: true }) as tf.Tensor;
      assertValues(actual, y, `y of step ${i}`);
      return tf.sum(tf.mul(actual, dy)) as tf.Scalar;
    });
    const after = layer.getWeights();
    for (const [w, name] of names.entries()) {
      assertValues(after[w]!, weights[w]!, `${name} after step ${i}`);
    }
  }
}
