/** The types that every operation of this package speaks. @module */

import type { Engine } from "./engine.ts";

/** A dense array of 32-bit or 64-bit floats. Arithmetic is float64 in either case. */
export type FloatArray = Float32Array | Float64Array;

/**
 * Where the channel axis stands: `[n, c, ...spatial]` (PyTorch, ONNX) or `[n, ...spatial, c]`
 * (Keras, TensorFlow).
 */
export type Layout = "channels-first" | "channels-last";

/**
 * Where epsilon is added: `"inside"` the root, `1 / sqrt(variance + epsilon)` (nearly everybody), or
 * `"outside"`, `1 / (sqrt(variance) + epsilon)` (keras-contrib, ONNX MeanVarianceNormalization).
 */
export type EpsilonPlacement = "inside" | "outside";

/** The options that every forward operation takes. */
export interface ForwardOptions<T extends FloatArray> {
  /** The scale; ones when absent. */
  readonly gamma?: FloatArray;
  /** The shift; zeros when absent. */
  readonly beta?: FloatArray;
  /** Added to the variance, at least 0. Default 1e-5, which is PyTorch's and ONNX's. */
  readonly epsilon?: number;
  /** Where epsilon is added. Default `"inside"`. */
  readonly epsilonPlacement?: EpsilonPlacement;
  /** What computes. Default: the scalar engine. */
  readonly engine?: Engine;
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** The options that every backward operation takes. */
export interface BackwardOptions<T extends FloatArray> {
  /** The scale of the forward call; ones when absent. */
  readonly gamma?: FloatArray;
  /** The epsilon of the forward call; only read when `epsilonPlacement` is `"outside"`. */
  readonly epsilon?: number;
  /** Where epsilon was added. Default `"inside"`. */
  readonly epsilonPlacement?: EpsilonPlacement;
  /** What computes. Default: the scalar engine. */
  readonly engine?: Engine;
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

/** What a forward operation returns. */
export interface ForwardResult<T extends FloatArray> {
  /** The output, of the shape and type of `x`. */
  readonly y: T;
  /** The mean of each statistic, float64. Keep it for backward. */
  readonly mean: Float64Array;
  /** The biased variance of each statistic, float64. */
  readonly variance: Float64Array;
  /** The reciprocal standard deviation of each statistic, float64. Keep it for backward. */
  readonly rstd: Float64Array;
}

/** What a backward operation returns. */
export interface BackwardResult<T extends FloatArray> {
  /** The gradient with respect to `x`, of the shape and type of `x`. */
  readonly dx: T;
  /** The gradient with respect to `gamma`, float64. */
  readonly dgamma: Float64Array;
  /** The gradient with respect to `beta`, float64. */
  readonly dbeta: Float64Array;
}
