/**
 * Weight normalization of tensors: the length of a weight apart from its direction.
 *
 * @module
 */

import { mul, reshape, square, sum, type Tensor, type Tensor1D, tidy } from "@tensorflow/tfjs-core";
import { checkEpsilon } from "./_check.ts";
import { keepAxis, perOutput } from "./_kept_axis.ts";
import { root, rstdOf } from "./_roots.ts";

/** What {@linkcode weightNorm} takes. */
export interface WeightNormOptions {
  /**
   * The axis of the outputs, each of which has a length of its own. Default -1, that of TensorFlow.js
   * (`[kh, kw, in, out]`); 0 is PyTorch's; `null` gives the whole weight one length.
   */
  readonly axis?: number | null;
  /** The lengths, the paper's g, one per output; ones when absent. */
  readonly gamma?: Tensor1D;
  /** Added to the squared length, at least 0. Default 0, PyTorch's; Flax has 1e-12. */
  readonly epsilon?: number;
}

/** What {@linkcode weightNorm} returns; the caller disposes of both. */
// A type and no interface, which `tidy` and `dispose` would not take.
export type WeightNormTensors<T extends Tensor> = {
  /** The weight to use, of the shape of `x`. */
  readonly y: T;
  /** The length of each output of `x`: the gamma that would have left `x` as it is. */
  readonly norm: Tensor1D;
};

/**
 * Gives each output of a weight the length gamma: `y = gamma * x / sqrt(sum(x**2) + epsilon)`, the sum over
 * all axes but the kept one.
 *
 * Differentiable in x and gamma. An output whose weights are all 0 stays 0 and has no gradient
 * (PyTorch gives NaN).
 *
 * An output of one weight becomes gamma with the sign of that weight. An empty weight gives an empty `y`, and
 * lengths of 0 (arbitrary ones on the stock wasm backend). NaN stays in its output.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x The direction, the paper's v, rank at least 1. It is not disposed of.
 * @param options The kept axis (-1), gamma with one element per output, epsilon (0).
 * @returns `y`, of the shape of `x`, and the lengths of its outputs before, one per output; the caller
 * disposes of both.
 * @throws {TypeError} If `x` or gamma is not a tensor of numbers.
 * @throws {RangeError} If the axis, epsilon or a length is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor1d, tensor2d } from "@tensorflow/tfjs-core";
 * import { weightNorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const gamma = tensor1d([10, 1]);
 * const { y, norm } = weightNorm(tensor2d([[3, 0], [4, 2]]), { gamma });
 * assertEquals([...norm.dataSync()], [5, 2]);
 * assertEquals([...y.dataSync()].map(Math.round), [6, 0, 8, 1]);
 * ```
 *
 * @see Salimans, Kingma, "Weight Normalization" (2016), arXiv 1602.07868
 */
export function weightNorm<T extends Tensor>(
  x: T,
  options: WeightNormOptions = {},
): WeightNormTensors<T> {
  const { axis = -1, gamma } = options;
  const epsilon = checkEpsilon(options.epsilon ?? 0);
  return tidy(() => {
    const kept = keepAxis(x, axis), { folded, outputs } = kept;
    const squares = sum(square(folded), [0, 2], true);
    const xhat = mul(folded, rstdOf(squares, epsilon));
    const scaled = gamma ? mul(xhat, perOutput(gamma, kept)) : xhat;
    const norm: Tensor1D = reshape(root(squares), [outputs]);
    return { y: reshape(scaled, x.shape) as T, norm };
  });
}
