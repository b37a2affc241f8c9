/**
 * The types that every operation of this package speaks.
 *
 * @module
 */

import type { Engine } from "./engine.ts";
import type { RunningStatistics } from "./running_statistics.ts";

/** A dense array of 32-bit or 64-bit floats. Arithmetic is float64 in either case. */
export type FloatArray = Float32Array | Float64Array;

/**
 * Position of the channel axis: `[n, c, ...spatial]` (PyTorch, ONNX) or `[n, ...spatial, c]`
 * (Keras, TensorFlow).
 */
export type Layout = "channels-first" | "channels-last";

/**
 * Where epsilon is added: `"inside"` the root, `1 / sqrt(variance + epsilon)` (nearly everybody), or
 * `"outside"`, `1 / (sqrt(variance) + epsilon)` (keras-contrib, ONNX MeanVarianceNormalization).
 */
export type EpsilonPlacement = "inside" | "outside";

/** What a forward operation can end in, in the same sweep over memory. */
export type FusedActivation = "relu" | "leakyRelu" | "silu" | "tanh";

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
  /**
   * Added after the affine step, before the activation: `x`'s type and length. `x` and `out.y` may be
   * this very array. For inference, as `activation` is. Default: nothing.
   */
  readonly residual?: T;
  /**
   * What follows at the end: `y = activation((x - mean) * rstd * gamma + beta + residual)`, the order of
   * cuDNN's fused batch norm. NaN stays NaN, also under `"relu"`; `"silu"` makes NaN of negative
   * infinity; both as in PyTorch. It is for inference: a gradient function takes the gradient before the
   * activation, and knows neither this nor `residual`. Default: none.
   */
  readonly activation?: FusedActivation;
  /** What `"leakyRelu"` multiplies negative numbers with, finite. Default 0.01, PyTorch's. */
  readonly negativeSlope?: number;
  /** The engine to compute with. Default: the scalar engine. */
  readonly engine?: Engine;
  /**
   * Arrays to write into, so that memory can be reused. `out.y` may be `x` itself; it must not overlap
   * `gamma` or `beta`.
   */
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
  /** The engine to compute with. Default: the scalar engine. */
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

/** What the norms of activations take beyond the plan family. Their epsilon stands inside the root. */
export interface ActivationNormOptions {
  /** The shape of `x`, `[n, c, ...spatial]` or `[n, ...spatial, c]`, rank at least 2. */
  readonly shape: readonly number[];
  /** Position of the channel axis. Default `"channels-first"`. */
  readonly layout?: Layout;
  /** Added to the variance, at least 0. Default 1e-5 unless the norm says otherwise. */
  readonly epsilon?: number;
  /** The engine to compute with. Default: the scalar engine. */
  readonly engine?: Engine;
}

/** A mean and a biased variance that somebody has already. */
export interface GivenMoments {
  /** The mean of each statistic. */
  readonly mean: FloatArray;
  /** The biased variance of each statistic, at least 0. */
  readonly variance: FloatArray;
}

/** Result of the norms built on moments per sample and channel. */
export interface InstanceResult<T extends FloatArray> {
  /** The output, of the shape and type of `x`. */
  readonly y: T;
  /** The mean of each channel of each sample, float64 `[n * c]`. Keep it for backward. */
  readonly mean: Float64Array;
  /** Its biased variance, float64 `[n * c]`. Keep it for backward. */
  readonly variance: Float64Array;
}

/**
 * Options of the norms that mix batch statistics with others: `batchInstanceNorm`, `evoNormB0`, `ibn` and
 * `switchableNorm`.
 */
export interface BatchMixOptions<T extends FloatArray> extends ActivationNormOptions {
  /** The scale, `[c]`; ones when absent. */
  readonly gamma?: FloatArray;
  /** The shift, `[c]`; zeros when absent. */
  readonly beta?: FloatArray;
  /**
   * The batch statistics to use instead of this batch's, `[c]` each: inference. A variance below 0 is taken
   * as far as epsilon makes up for it.
   */
  readonly fixed?: GivenMoments;
  /** Running statistics to move towards this batch's, in place, unless `fixed` is given. */
  readonly running?: RunningStatistics;
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/**
 * Options of the gradients of the norms that mix batch statistics with others, the moments that forward
 * returned among them.
 */
export interface BatchMixBackwardOptions<T extends FloatArray>
  extends ActivationNormOptions, GivenMoments {
  /** The scale of the forward call; ones when absent. */
  readonly gamma?: FloatArray;
  /** The fixed batch statistics of the forward call, if it had them. */
  readonly fixed?: GivenMoments;
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

/** Result of the norms that mix batch statistics with others. */
export interface BatchMixResult<T extends FloatArray> extends InstanceResult<T> {
  /** The batch statistics that were used, float64 `[c]` each. */
  readonly batch: { readonly mean: Float64Array; readonly variance: Float64Array };
}
