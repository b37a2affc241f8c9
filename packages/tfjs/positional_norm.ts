/**
 * Positional normalization of tensors.
 *
 * @module
 */

import type { Tensor } from "@tensorflow/tfjs-core";
import { normalizedTensor } from "./_normalize.ts";
import type { ChannelOptions } from "./types.ts";

/**
 * Normalizes each position of each sample over its channels:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c]`, with the biased variance.
 *
 * Differentiable in x, gamma and beta. Runs on kernels of its own on the
 * backends that have them, and is composed of TensorFlow.js operations elsewhere.
 *
 * Tested against PyTorch in float64, large inputs against `@evenkeel/kernels` in float64: within 1e-6 of the
 * largest value on the backends cpu and wasm, and on evenkeel for small inputs (1e-5 for large ones),
 * gradients included; where it is composed, within 2e-5 for small inputs with an epsilon above 0 and means
 * below ten standard deviations. `ERRORS.md` has all backends.
 *
 * An empty input gives an empty output; a position of one channel, or of equal ones, becomes beta; NaN stays
 * in its position of its sample.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2. It is not disposed of.
 * @param options gamma and beta `[c]`, epsilon (1e-5), layout (`"channels-last"`).
 * @returns `y`, of the shape of `x`; the caller disposes of it.
 * @throws {RangeError} If a shape, the layout or epsilon is not valid.
 * @throws {TypeError} If `x`, gamma or beta is not a tensor of numbers.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor } from "@tensorflow/tfjs-core";
 * import { positionalNorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([1, 3, 10, 30], [1, 2, 2]);
 * assertEquals([...positionalNorm(x, { epsilon: 0 }).dataSync()], [-1, 1, -1, 1]);
 * ```
 *
 * @see Li, Wu, Weinberger, Belongie, "Positional Normalization" (2019), arXiv 1907.04312
 */
export function positionalNorm<T extends Tensor>(x: T, options: ChannelOptions = {}): T {
  return normalizedTensor({ kind: "positional" }, x, options) as T;
}
