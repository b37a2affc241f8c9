/** Runs a program on the stock cpu backend and on ours, for tests. */

import * as tf from "@tensorflow/tfjs-core";
import type { EvenkeelBackend } from "./backend.ts";

/** What is computed; everything that it makes is disposed of afterwards. */
export type Program = () => tf.Tensor | readonly tf.Tensor[];

/** What a program gave, and what it left behind. */
export interface Result {
  readonly shapes: readonly (readonly number[])[];
  readonly values: readonly Float32Array[];
  readonly tensorsLeft: number;
  readonly bytesLeft: number;
}

/** A tensor of equally distributed numbers between -1 and 1. */
export function random<R extends tf.Rank>(shape: tf.ShapeMap[R], seed: number): tf.Tensor<R> {
  return tf.randomUniform<R>(shape, -1, 1, "float32", seed);
}

/** Bytes of float32 tensors in the memory of our engine; 0 on another backend. */
export function engineBytes(): number {
  const memory: { numBytesInEngine?: number } = (tf.backend() as EvenkeelBackend).memory();
  return memory.numBytesInEngine ?? 0;
}

/** Runs a program on a backend. */
export async function runOn(backend: string, program: Program): Promise<Result> {
  await tf.setBackend(backend);
  const [tensors, bytes] = [tf.memory().numTensors, engineBytes()];
  const shapes: number[][] = [];
  const values: Float32Array[] = [];
  tf.tidy(() => {
    for (const tensor of [program()].flat() as tf.Tensor[]) {
      shapes.push(tensor.shape);
      values.push(Float32Array.from(tensor.dataSync()));
    }
  });
  return {
    shapes,
    values,
    tensorsLeft: tf.memory().numTensors - tensors,
    bytesLeft: engineBytes() - bytes,
  };
}

/** Values and gradients of `f`, whose output is weighted so that each of its elements matters. */
export function withGradients(
  f: (...xs: tf.Tensor[]) => tf.Tensor,
  xs: tf.Tensor[],
): tf.Tensor[] {
  const { value, grads } = tf.valueAndGrads((...xs) => {
    const y = f(...xs);
    return tf.sum(tf.mul(y, random(y.shape, 99))) as tf.Scalar;
  })(xs);
  return [f(...xs), value, ...grads];
}

/**
 * Runs a program on both backends, and compares what comes out.
 *
 * @throws {Error} If something differs by more than `rtol` times the largest value, or is left behind.
 */
export async function agree(
  program: Program,
  { rtol = 1e-5 }: { readonly rtol?: number } = {},
): Promise<void> {
  const expected = await runOn("cpu", program);
  const actual = await runOn("evenkeel", program);
  const shapes = [expected, actual].map(({ shapes }) => JSON.stringify(shapes));
  if (shapes[0] !== shapes[1]) throw new Error(`shapes must be ${shapes[0]}, got ${shapes[1]}`);
  actual.values.forEach((array, output) => compare(array, expected.values[output]!, rtol));
  if (actual.tensorsLeft !== 0 || actual.bytesLeft !== 0) {
    throw new Error(`${actual.tensorsLeft} tensors and ${actual.bytesLeft} bytes are left behind`);
  }
}

function compare(actual: Float32Array, expected: Float32Array, rtol: number): void {
  const largest = expected.reduce((a, b) => Number.isFinite(b) ? Math.max(a, Math.abs(b)) : a, 0);
  expected.forEach((wanted, i) => {
    const got = actual[i]!;
    if (Object.is(got, wanted) || Math.abs(got - wanted) <= rtol * largest) return;
    throw new Error(`element ${i} must be ${wanted}, got ${got}; the largest is ${largest}`);
  });
}

/** `sum(a b)`, exactly enough. */
export function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
