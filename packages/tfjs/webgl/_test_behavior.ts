/** What norms do besides giving the right numbers of the first order, as plain data. */

import type { NormSpec } from "@evenkeel/kernels/plan";
import * as tf from "@tensorflow/tfjs-core";
import { batchNorm, instanceNorm } from "../mod.ts";
import { gradientsOfEmpty, read, runNorm } from "../webgpu/_test_gpu.ts";

/** What came out; the cpu backend says what it should be. */
export interface Behavior {
  /** Through the public operation. */
  readonly operation: readonly number[];
  readonly operationMean: readonly number[];
  /** Of the mean, and of the variance, where x is 1, 2, 4, 9. */
  readonly dmean: readonly number[];
  readonly dvariance: readonly number[];
  /** The gradient of a gradient penalty. */
  readonly secondOrder: readonly number[];
  /** Everything that empty tensors gave. */
  readonly ofEmpty: readonly number[];
  /** Which channels of three have a number that is not finite, where x has NaN in the second. */
  readonly spoiltChannels: readonly number[];
  /** The same sample, alone and among others: how many numbers differ. */
  readonly batchDifferences: number;
  /** A part of a larger tensor, against a copy of it: how many numbers differ. */
  readonly sliceDifferences: number;
}

const EPSILON = 1e-5;

/** Runs all of it on the backend that is set. */
export async function behavior(): Promise<Behavior> {
  const { y, mean } = batchNorm(tf.tensor2d([[1, 10], [3, 30]]), { epsilon: 0 });
  const [operation, operationMean] = await read([y, mean]);
  const [dmean, dvariance] = await read([
    tf.grad(statistic(2))(column()),
    tf.grad(statistic(3))(column()),
  ]);
  return {
    operation: [...operation!],
    operationMean: [...operationMean!],
    dmean: [...dmean!],
    dvariance: [...dvariance!],
    secondOrder: await secondOrder(),
    ofEmpty: await gradientsOfEmpty(),
    spoiltChannels: await spoiltChannels(),
    batchDifferences: await batchDifferences(),
    sliceDifferences: await sliceDifferences(),
  };
}

function column(): tf.Tensor {
  return tf.tensor2d([[1], [2], [4], [9]]);
}

/** The sum of one output of the kernel: 2 is the mean, 3 the variance. */
function statistic(index: 2 | 3): (x: tf.Tensor) => tf.Tensor {
  const spec: NormSpec = { kind: "batch", shape: [4, 1], layout: "channels-last" };
  return (x) => {
    return tf.sum(runNorm(spec, EPSILON, [x, tf.ones([1]), tf.zeros([1])])[index]);
  };
}

async function secondOrder(): Promise<number[]> {
  const weights = tf.tensor(Float32Array.from({ length: 24 }, (_, i) => Math.cos(i)), [1, 8, 3]);
  const score = (x: tf.Tensor) => tf.sum(tf.mul(tf.square(instanceNorm(x)), weights));
  const penalty = (x: tf.Tensor) => tf.sum(tf.square(tf.grad(score)(x)));
  const x = tf.tensor(Float32Array.from({ length: 24 }, (_, i) => Math.sin(i * i)), [1, 8, 3]);
  const [gradient] = await read([tf.grad(penalty)(x)]);
  return [...gradient!];
}

async function spoiltChannels(): Promise<number[]> {
  const x = Float32Array.from({ length: 900 }, (_, i) => i === 301 ? NaN : Math.sin(i));
  const [y] = await read([instanceNorm(tf.tensor(x, [1, 300, 3]))]);
  return [0, 1, 2].filter((channel) =>
    y!.some((value, i) => i % 3 === channel && !Number.isFinite(value))
  );
}

async function batchDifferences(): Promise<number> {
  const x = tf.randomNormal([5, 37, 41, 6], 3, 1, "float32", 1);
  const [all, one] = await read([instanceNorm(x), instanceNorm(tf.slice(x, [2], [1]))]);
  return differences(all!.subarray(2 * one!.length, 3 * one!.length), one!);
}

async function sliceDifferences(): Promise<number> {
  // Read twice, so that it stays on the GPU unpacked; the backend's slices share its memory.
  const whole = tf.tensor(Float32Array.from({ length: 4000 }, (_, i) => Math.cos(i)), [4, 250, 4]);
  tf.dispose(instanceNorm(whole));
  const part = tf.slice(whole, [1], [2]);
  const copy = tf.tensor((await whole.data()).slice(1000, 3000), [2, 250, 4]);
  const [a, b] = await read([instanceNorm(part), instanceNorm(copy)]);
  return differences(a!, b!);
}

function differences(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.prototype.filter.call(a, (value, i) => value !== b[i]).length;
}
