/**
 * Spectral normalization of tensors: a weight divided by its largest singular value.
 *
 * @module
 */

import {
  customGrad,
  div,
  randomNormal,
  type Rank,
  reshape,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tidy,
  transpose,
} from "@tensorflow/tfjs-core";
import { sized } from "./_channels.ts";
import { checkChoice, checkEpsilon, checkInteger } from "./_check.ts";
import { keepAxis } from "./_kept_axis.ts";
import { iterate, spectralScale } from "./_power_iteration.ts";

/**
 * The singular vectors as power iteration knows them so far: what {@linkcode createSpectralState} makes, and
 * {@linkcode spectralNorm} takes and returns. With `iterations: 0` they are used as given, and both should have
 * length 1. An iteration starts from one of them, of any length but 0, and renews both, to length 1, or less
 * where epsilon is felt.
 */
// A type and no interface, which `tidy` and `dispose` would not take.
export type SpectralStateTensors = {
  /** The left one, one element per output. */
  readonly u: Tensor1D;
  /** The right one, the elements that lead to an output, in the order of memory. */
  readonly v: Tensor1D;
};

/** What {@linkcode spectralNorm} takes. */
export interface SpectralNormOptions {
  /** The singular vectors so far. They are not written, and not disposed of. */
  readonly state: SpectralStateTensors;
  /**
   * The axis of the outputs. Default -1, that of TensorFlow.js and Keras (`[kh, kw, in, out]`); 0 is
   * PyTorch's (`[out, in, kh, kw]`), 1 that of its transposed convolution.
   */
  readonly axis?: number;
  /**
   * The vector that an iteration starts from; the other one is renewed first. Default `"u"`: the
   * paper, Keras, Flax and PyTorch's older `nn.utils.spectral_norm`. `"v"`: PyTorch's parametrization.
   */
  readonly start?: "u" | "v";
  /** How many power iterations to make first. Default 1; 0 leaves the state as it is: inference. */
  readonly iterations?: number;
  /**
   * The least length that a vector is divided by. Default 1e-12, PyTorch's; Keras has 1e-7, TensorFlow Addons
   * 1e-6. (Flax adds it to the squared length: `spectralNorm` of `@evenkeel/kernels` can, this one cannot.)
   */
  readonly epsilon?: number;
  /**
   * `"projection"`, the default, differentiates sigma with u and v held (PyTorch, Flax).
   * `"straight-through"` hands the gradient of `y` on as it is: Keras, unless on JAX, and TensorFlow Addons
   * store `y` in place of `x`, so that their optimizer moves `y`.
   */
  readonly gradient?: "projection" | "straight-through";
}

/** What {@linkcode spectralNorm} returns; the caller disposes of all four. */
// A type and no interface, which `tidy` and `dispose` would not take.
export type SpectralNormTensors<T extends Tensor> = SpectralStateTensors & {
  /** The weight to use, of the shape of `x`. */
  readonly y: T;
  /** The largest singular value, as far as the state knows it. */
  readonly sigma: Scalar;
};

/**
 * Divides a weight by its largest singular value: `y = x / sigma`, `sigma = u W v`, where W is `x` with one
 * row per output, after `iterations` times `v = W' u / |W' u|`, `u = W v / |W v|` (or `u` first: see
 * `start`).
 *
 * Differentiable in x; u and v count as constants. With u and v of length 1 or less, as iterations leave them,
 * the estimate is never above the true value, up to rounding. Where `W' u` or `W v` is 0, the old vector
 * stays. A weight of zeros stays as it is, and so does the state (PyTorch gives NaN). Of a vector sigma is its length. NaN spreads over the
 * weight and sigma; the state stays as it was. An empty weight gives an empty `y`.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x The weight, rank at least 1. It is not disposed of.
 * @param options The state, the axis of the outputs (-1), start (`"u"`), iterations (1), epsilon (1e-12),
 * gradient (`"projection"`).
 * @returns `y`, of the shape of `x`, and sigma; `u` and `v`, the state of the next call; the caller disposes
 * of all four.
 * @throws {TypeError} If an argument is not a tensor of numbers.
 * @throws {RangeError} If the axis, epsilon, start, iterations, gradient or a length is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor1d, tensor2d } from "@tensorflow/tfjs-core";
 * import { spectralNorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const state = { u: tensor1d([1, 0]), v: tensor1d([0, 0]) };
 * const { y, sigma } = spectralNorm(tensor2d([[2, 0], [0, 1]]), { state });
 * assertEquals([...sigma.dataSync()], [2]);
 * assertEquals([...y.dataSync()], [1, 0, 0, 0.5]);
 * ```
 *
 * @see Miyato et al., "Spectral Normalization for Generative Adversarial Networks" (2018),
 * arXiv 1802.05957
 */
export function spectralNorm<T extends Tensor>(
  x: T,
  options: SpectralNormOptions,
): SpectralNormTensors<T> {
  const {
    state,
    start = "u",
    gradient = "projection",
    axis = -1,
    iterations = 1,
    epsilon = 1e-12,
  } = { ...options };
  checkInteger("iterations", iterations, 0);
  checkEpsilon(epsilon);
  checkChoice("start", start, ["u", "v"]);
  checkChoice("gradient", gradient, ["projection", "straight-through"]);
  return tidy(() => {
    const matrix = toMatrix(x, axis);
    const [outputs, count] = matrix.shape;
    const before = {
      u: column("state.u", state?.u, { size: outputs, unit: "outputs" }),
      v: column("state.v", state?.v, { size: count, unit: "elements of each output" }),
    };
    const vectors = iterate(matrix, before, { start, epsilon, iterations });
    const [sigma, divisor] = spectralScale(matrix, vectors);
    return {
      y: gradient === "projection" ? div(x, divisor) as T : divideStraight(x, divisor),
      sigma,
      u: reshape<Rank.R1>(vectors.u, [outputs]),
      v: reshape<Rank.R1>(vectors.v, [count]),
    };
  });
}

/**
 * Makes the state that {@linkcode spectralNorm} starts from, and iterates it.
 *
 * @param x The weight, rank at least 1. It is not disposed of.
 * @param options The axis of the outputs (-1), how many `iterations` to make (15, PyTorch's), and the `seed`
 * of the first vectors (1). With no iteration, or of a weight of zeros, the vectors stay random, and are not
 * of unit length.
 * @returns `u` and `v`, which the caller disposes of.
 * @throws {TypeError} If `x` is not a tensor of numbers.
 * @throws {RangeError} If the axis or iterations is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor2d } from "@tensorflow/tfjs-core";
 * import { createSpectralState, spectralNorm } from "@evenkeel/tfjs";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const x = tensor2d([[3, 0], [0, 1]]); // singular values 3 and 1
 * const { sigma } = spectralNorm(x, { state: createSpectralState(x) });
 * assertAlmostEquals(sigma.dataSync()[0]!, 3, 1e-5);
 * ```
 */
export function createSpectralState(
  x: Tensor,
  { axis = -1, iterations = 15, seed = 1 }: {
    readonly axis?: number;
    readonly iterations?: number;
    readonly seed?: number;
  } = {},
): SpectralStateTensors {
  return tidy(() => {
    const { outputs, count } = keepAxis(x, axis);
    const state = {
      u: randomNormal<Rank.R1>([outputs], 0, 1, "float32", seed),
      v: randomNormal<Rank.R1>([count], 0, 1, "float32", seed + 1),
    };
    const { u, v } = spectralNorm(x, { axis, iterations, state });
    return { u, v };
  });
}

/** One row per output. */
function toMatrix(x: Tensor, axis: number): Tensor2D {
  const { folded, outputs, count } = keepAxis(x, axis);
  return reshape(transpose(folded, [1, 0, 2]), [outputs, count]);
}

/** Divides forward, and is the identity backward. */
function divideStraight<T extends Tensor>(x: T, divisor: Tensor): T {
  return customGrad((x) => ({
    value: div(x as Tensor, divisor),
    gradFunc: (dy: Tensor) => dy,
  }))(x) as T;
}

function column(
  name: string,
  vector: Tensor1D,
  wanted: { readonly size: number; readonly unit: string },
): Tensor2D {
  return reshape(sized(name, vector, wanted), [wanted.size, 1]);
}
