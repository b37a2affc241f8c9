/**
 * Batch normalization of tensors: training and inference.
 *
 * @module
 */

import type { Tensor, Tensor1D } from "@tensorflow/tfjs-core";
import { fixedTensor, normTensor } from "./_normalize.ts";
import type { ChannelOptions } from "./types.ts";

/**
 * What {@linkcode batchNorm} returns, and other operations with batch statistics; the caller disposes of all
 * three.
 */
// A type and no interface, which `tidy` and `dispose` would not take.
export type BatchNormTensors<T extends Tensor> = {
  /** The output, of the shape of `x`. */
  readonly y: T;
  /** The mean of each channel over samples and positions, `[c]`. */
  readonly mean: Tensor1D;
  /** Its biased variance, `[c]`. */
  readonly variance: Tensor1D;
};

/**
 * Normalizes each channel over samples and positions:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c]`, with the biased variance of the batch.
 *
 * Differentiable in x, gamma and beta, also through the returned mean and variance. Runs on kernels of its
 * own on every backend that has them (README), and is composed of TensorFlow.js operations elsewhere.
 * Unlike `tf.batchNorm` it takes the batch's own statistics and either layout.
 *
 * Tested against PyTorch in float64, large inputs against `@evenkeel/kernels` in float64: within 1e-6 of the
 * largest value on the backends cpu and wasm, and on evenkeel for small inputs (1e-5 for large ones),
 * gradients included; where it is composed, within 2e-5 for small inputs with an epsilon above 0 and means
 * below ten standard deviations. `ERRORS.md` has all backends.
 *
 * A channel of one element, or of equal ones, becomes beta; an empty batch has the mean 0 and the variance
 * 0; NaN stays in its channel.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2. It is not disposed of.
 * @param options gamma and beta `[c]`, epsilon (1e-5), layout (`"channels-last"`).
 * @returns `y`, and mean and biased variance of the batch; the caller disposes of all three.
 * @throws {RangeError} If a shape, the layout or epsilon is not valid.
 * @throws {TypeError} If `x`, gamma or beta is not a tensor of numbers.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor2d } from "@tensorflow/tfjs-core";
 * import { batchNorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const { y, mean } = batchNorm(tensor2d([[1, 10], [3, 30]]), { epsilon: 0 });
 * assertEquals([...y.dataSync()], [-1, -1, 1, 1]);
 * assertEquals([...mean.dataSync()], [2, 20]);
 * ```
 *
 * @see Ioffe, Szegedy, "Batch Normalization" (2015), arXiv 1502.03167
 */
export function batchNorm<T extends Tensor>(
  x: T,
  options: ChannelOptions = {},
): BatchNormTensors<T> {
  return normTensor({ kind: "batch" }, x, options) as BatchNormTensors<T>;
}

/** What {@linkcode batchNormInference} takes. */
export interface BatchNormInferenceOptions extends ChannelOptions {
  /** The fixed mean, `[c]`. */
  readonly mean: Tensor1D;
  /** The fixed variance, `[c]`. */
  readonly variance: Tensor1D;
}

/**
 * Normalizes each channel with given statistics:
 * `y = (x - mean[c]) / sqrt(variance[c] + epsilon) * gamma[c] + beta[c]`.
 *
 * Differentiable in all five tensors. A sample's result does not depend on the rest of the batch.
 *
 * Tested against PyTorch in float64 on small inputs: within 1e-6 of the largest value on the backends cpu,
 * wasm and evenkeel, gradients included; where it is composed, within 2e-5 with an epsilon above 0 and means
 * below ten standard deviations. On evenkeel, gradients that add up two million elements err by 8e-6.
 * `ERRORS.md` has all backends.
 *
 * A variance of 0 without an epsilon gives beta; NaN stays where it is.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2. It is not disposed of.
 * @param options mean, variance, gamma and beta `[c]`, epsilon (1e-5), layout (`"channels-last"`).
 * @returns `y`, of the shape of `x`; the caller disposes of it.
 * @throws {RangeError} If a shape, the layout or epsilon is not valid.
 * @throws {TypeError} If an argument is not a tensor of numbers.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor1d, tensor2d } from "@tensorflow/tfjs-core";
 * import { batchNormInference } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const fixed = { mean: tensor1d([1]), variance: tensor1d([4]), epsilon: 0 };
 * assertEquals([...batchNormInference(tensor2d([[1], [5]]), fixed).dataSync()], [0, 2]);
 * ```
 *
 * @see Ioffe, Szegedy, "Batch Normalization" (2015), arXiv 1502.03167, section 3.1
 */
export function batchNormInference<T extends Tensor>(x: T, options: BatchNormInferenceOptions): T {
  return fixedTensor({ kind: "batch" }, x, options) as T;
}
