/** What the tests of the operations share. */

import * as tf from "@tensorflow/tfjs-core";

/** An operation as a test calls it: `y`, or several tensors with `y` among them. */
export type Operation = (x: tf.Tensor) => tf.Tensor | { readonly y: tf.Tensor };

/** A tensor of normally distributed numbers, always the same. */
export function normal<R extends tf.Rank>(
  shape: tf.ShapeMap[R],
  seed: number,
  { mean = 0, deviation = 1 }: { readonly mean?: number; readonly deviation?: number } = {},
): tf.Tensor<R> {
  return tf.randomNormal<R>(shape, mean, deviation, "float32", seed);
}

/** The numbers of a tensor. */
export function numbers(tensor: tf.Tensor): number[] {
  return [...tensor.dataSync()];
}

/** How many tensors a call and its gradient leave behind, once what they return is disposed of. */
export function tensorsLeft(operation: Operation, shape: readonly number[] = [3, 2, 3, 4]): number {
  const x = normal([...shape], 1);
  operation(x); // what is registered or made once
  const before = tf.memory().numTensors;
  const result = operation(x);
  tf.dispose(result instanceof tf.Tensor ? result : { ...result });
  tf.grad((x) => yOf(operation(x)))(x).dispose();
  return tf.memory().numTensors - before;
}

/**
 * The largest error of the second derivative along a direction, by central differences, over the
 * largest value of that derivative.
 */
export function secondDerivativeError(operation: Operation, shape: readonly number[]): number {
  const x = normal([...shape], 2), direction = normal([...shape], 3);
  const weights = normal([...shape], 4);
  const slope = tf.grad((x) => tf.sum(tf.mul(tf.square(yOf(operation(x))), weights)));
  const along = tf.grad((x) => tf.sum(tf.mul(slope(x), direction)))(x);
  const step = 1e-2;
  const [high, low] = [step, -step].map((by) => slope(tf.add(x, tf.mul(direction, by))));
  const expected = tf.div(tf.sub(high!, low!), 2 * step);
  const largest = tf.max(tf.abs(expected)).dataSync()[0]!;
  return tf.max(tf.abs(tf.sub(along, expected))).dataSync()[0]! / largest;
}

function yOf(result: tf.Tensor | { readonly y: tf.Tensor }): tf.Tensor {
  return result instanceof tf.Tensor ? result : result.y;
}
