/**
 * Local response normalization of tensors: each channel divided by the strength of its neighbors.
 *
 * @module
 */

import type { Layout } from "@evenkeel/kernels";
import {
  add,
  addN,
  mul,
  pad,
  pow,
  reshape,
  slice,
  square,
  type Tensor,
  tidy,
} from "@tensorflow/tfjs-core";
import { checkInteger, checkNonNegative, demand } from "./_check.ts";
import { channelsOf } from "./_channels.ts";
import { convertToTensor } from "./_convert.ts";

/** What {@linkcode localResponseNorm} takes. */
export interface LocalResponseNormOptions {
  /** How many channels a window has, a positive integer. */
  readonly size: number;
  /** The weight of the mean square. Default 1e-4. */
  readonly alpha?: number;
  /** The power that is divided by. Default 0.75. PyTorch and ONNX call it beta. */
  readonly exponent?: number;
  /** What is added to the mean square, more than 0. Default 1. PyTorch calls it k, ONNX bias. */
  readonly bias?: number;
  /** Position of the channel axis. Default `"channels-last"`, as everywhere in TensorFlow.js. */
  readonly layout?: Layout;
}

/**
 * Divides by a power of the mean square of the neighboring channels:
 * `y = x / (bias + alpha / size * sum(x ** 2)) ** exponent`, the sum over the `size` channels around
 * each (`floor(size / 2)` before it, the rest after), as far as there are any.
 *
 * These are PyTorch's conventions, and ONNX's for odd sizes. `tf.localResponseNormalization` has a
 * radius for a size, an alpha that is not divided by the size, a default exponent of 0.5, and one rank
 * and layout only; its gradient cannot be differentiated again. Differentiable in x.
 *
 * An empty input gives an empty `y`. Zeros stay zeros. NaN reaches the channels of its position whose windows
 * hold it.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2. It is not disposed of.
 * @param options The window's size, alpha (1e-4), exponent (0.75), bias (1), layout (`"channels-last"`).
 * @returns `y`, of the shape of `x`; the caller disposes of it.
 * @throws {TypeError} If `x` is not a tensor of numbers.
 * @throws {RangeError} If the shape, layout, size, alpha, exponent or bias is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { ones } from "@tensorflow/tfjs-core";
 * import { localResponseNorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const y = localResponseNorm(ones([1, 3]), { size: 3, alpha: 3, exponent: 1 });
 * assertEquals([...y.dataSync()], [...new Float32Array([1 / 3, 1 / 4, 1 / 3])]);
 * ```
 *
 * @see Krizhevsky, Sutskever, Hinton, "ImageNet Classification with Deep Convolutional Neural
 * Networks" (2012), section 3.3
 */
export function localResponseNorm<T extends Tensor>(x: T, options: LocalResponseNormOptions): T {
  const { size, alpha = 1e-4, exponent = 0.75, bias = 1, layout } = options;
  checkInteger("size", size, 1);
  checkNonNegative("alpha", alpha);
  demand(Number.isFinite(exponent), "exponent must be a finite number", exponent);
  demand(Number.isFinite(bias) && bias > 0, "bias must be a finite number greater than 0", bias);
  return tidy(() => {
    const { n, c, positions, ...at } = channelsOf(x, layout);
    const shape: [number, number, number] = at.layout === "channels-last"
      ? [n * positions, c, 1]
      : [n, c, positions];
    if (x.size === 0) return mul(x, 1) as T;
    const folded = reshape(convertToTensor("x", x), shape);
    const before = Math.floor(size / 2);
    const padded = pad(square(folded), [[0, 0], [before, size - 1 - before], [0, 0]]);
    const windows = Array.from({ length: size }, (_, i) => slice(padded, [0, i, 0], shape));
    const base = add(mul(addN(windows), alpha / size), bias);
    return reshape(mul(folded, pow(base, -exponent)), x.shape) as T;
  });
}
