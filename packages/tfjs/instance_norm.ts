/**
 * Instance normalization of tensors.
 *
 * @module
 */

import type { Tensor } from "@tensorflow/tfjs-core";
import { normalizedTensor } from "./_normalize.ts";
import type { ChannelOptions } from "./types.ts";

/**
 * Normalizes each channel of each sample over its positions:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c]`, with the biased variance.
 *
 * A sample's result does not depend on the rest of the batch: to the bit on the backends cpu, wasm, evenkeel
 * and webgl; to rounding on webgpu, whose order of sums goes by their number, and where it is composed.
 * Differentiable in x, gamma and beta. Runs on kernels of its own on the
 * backends that have them, and is composed of TensorFlow.js operations elsewhere.
 *
 * Tested against PyTorch in float64, large inputs against `@evenkeel/kernels` in float64: within 1e-6 of the
 * largest value on the backends cpu and wasm, and on evenkeel for small inputs (1e-5 for large ones),
 * gradients included; where it is composed, within 2e-5 for small inputs with an epsilon above 0 and means
 * below ten standard deviations. `ERRORS.md` has all backends.
 *
 * An empty input gives an empty output; a channel of one position, or of equal ones, becomes beta; NaN stays
 * in its channel of its sample.
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
 * import { instanceNorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([1, 10, 3, 30], [1, 2, 2]);
 * assertEquals([...instanceNorm(x, { epsilon: 0 }).dataSync()], [-1, -1, 1, 1]);
 * ```
 *
 * @see Ulyanov, Vedaldi, Lempitsky, "Instance Normalization" (2016), arXiv 1607.08022
 */
export function instanceNorm<T extends Tensor>(x: T, options: ChannelOptions = {}): T {
  return normalizedTensor({ kind: "instance" }, x, options) as T;
}
