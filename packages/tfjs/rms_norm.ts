/**
 * Root-mean-square normalization of tensors.
 *
 * @module
 */

import type { Tensor } from "@tensorflow/tfjs-core";
import { normalizedTensor } from "./_normalize.ts";

/** What {@linkcode rmsNorm} takes. */
export interface RmsNormOptions {
  /** The scale, of the shape of the normalized axes; ones when absent. */
  readonly gamma?: Tensor;
  /** The shift, of the shape of the normalized axes; zeros when absent. */
  readonly beta?: Tensor;
  /** Added to the mean square, inside the root. Default 1e-5. */
  readonly epsilon?: number;
  /** The first normalized axis; all after it are normalized too. Default 1; -1 is the last one. */
  readonly axis?: number;
}

/**
 * Divides by the root mean square over `axis` and all axes after it:
 * `y = x / sqrt(mean(x ** 2) + epsilon) * gamma + beta`.
 *
 * Differentiable in x, gamma and beta. Runs on kernels of its own on the
 * backends that have them, and is composed of TensorFlow.js operations elsewhere.
 *
 * Tested against PyTorch in float64, large inputs against `@evenkeel/kernels` in float64: within 1e-6 of the
 * largest value on the backends cpu and wasm, and on evenkeel for small inputs (1e-5 for large ones),
 * gradients included; where it is composed, within 2e-5 for small inputs with an epsilon above 0. `ERRORS.md`
 * has all backends.
 *
 * There is one statistic for each index of the axes before `axis`: with `axis: -1`, one for each row. An
 * empty input gives an empty output; a statistic of zeros becomes beta; NaN stays within its statistic.
 *
 * @param x Any tensor of rank 2 or more. It is not disposed of.
 * @param options The axis (1), gamma and beta of shape `x.shape.slice(axis)`, epsilon (1e-5).
 * @returns `y`, of the shape of `x`; the caller disposes of it.
 * @throws {RangeError} If a shape, the axis or epsilon is not valid.
 * @throws {TypeError} If `x`, gamma or beta is not a tensor of numbers.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor2d } from "@tensorflow/tfjs-core";
 * import { rmsNorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor2d([[2, -2], [8, 8]]);
 * assertEquals([...rmsNorm(x, { epsilon: 0 }).dataSync()], [1, -1, 1, 1]);
 * ```
 *
 * @see Zhang, Sennrich, "Root Mean Square Layer Normalization" (2019), arXiv 1910.07467
 */
export function rmsNorm<T extends Tensor>(x: T, options: RmsNormOptions = {}): T {
  return normalizedTensor({ kind: "rms" }, x, options) as T;
}
