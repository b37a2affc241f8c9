/**
 * Adaptive instance normalization (AdaIN): the content takes on the style's mean and standard deviation.
 *
 * @module
 */

import { unitAffine } from "./_affine.ts";
import { checkApart, checkArray, checkOut } from "./_check.ts";
import {
  applyInstanceGradient,
  applyMix,
  createInstances,
  instanceMoments,
  type Instances,
  type Mix,
  mixGradients,
} from "./_instances.ts";
import { keptMoments, openBackward, openForward } from "./_open.ts";
import { rstdGradient, rstdOf } from "./_rstd.ts";
import type { Moments } from "./engine.ts";
import type { ActivationNormOptions, FloatArray, GivenMoments, InstanceResult } from "./types.ts";

/** What {@linkcode adaptiveInstanceNorm} takes. */
export interface AdaptiveInstanceNormOptions<T extends FloatArray> extends ActivationNormOptions {
  /** The shape of `style`: the same samples, channels and layout. Default: the shape of `x`. */
  readonly styleShape?: readonly number[];
  /**
   * How much of the style, any finite number: from 0, which leaves the content as it is unless the style has
   * NaN, to 1 it blends, and beyond it extrapolates. Default 1.
   */
  readonly alpha?: number;
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode adaptiveInstanceNorm} returns. */
export interface AdaptiveInstanceNormResult<T extends FloatArray> extends InstanceResult<T> {
  /** The mean of each channel of each style, float64 `[n * c]`. Keep it for backward. */
  readonly styleMean: Float64Array;
  /** Its biased variance, float64 `[n * c]`. Keep it for backward. */
  readonly styleVariance: Float64Array;
}

/** What {@linkcode adaptiveInstanceNormBackward} takes. */
export interface AdaptiveInstanceNormBackwardOptions<T extends FloatArray>
  extends ActivationNormOptions, GivenMoments {
  /** As in the forward call. */
  readonly styleShape?: readonly number[];
  /** As in the forward call. */
  readonly alpha?: number;
  /** The style's mean that forward returned. */
  readonly styleMean: FloatArray;
  /** The style's variance that forward returned. */
  readonly styleVariance: FloatArray;
  /** Arrays to write into. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T; readonly dstyle?: T };
}

/**
 * Gives each channel of each sample the style's mean and standard deviation:
 * `y = alpha * (sqrt(styleVariance + epsilon) * (x - mean) / sqrt(variance + epsilon) + styleMean) +
 * (1 - alpha) * x`, with biased variances over the positions of a channel of a sample.
 *
 * The authors' variance is unbiased: for equally many positions only epsilon's weight differs. A
 * sample's result does not depend on its batch, to the bit. A constant content becomes the style's
 * mean. With statistics instead of a style image, use `conditionalInstanceNorm`, one row per sample.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The content, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param style The style, as many elements as `styleShape` says; other spatial sizes are welcome.
 * @param options The shapes. Epsilon is 1e-5 unless given, for content and style alike.
 * @returns `y` like `x`; `mean`, `variance`, `styleMean` and `styleVariance`, float64 `[n * c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If a shape, the layout, epsilon, alpha or a length is not valid.
 *
 * @example
 * ```ts
 * import { adaptiveInstanceNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const content = new Float32Array([1, 3]);
 * const style = new Float32Array([10, 20, 20, 10]);
 * const options = { shape: [1, 1, 2], styleShape: [1, 1, 4], epsilon: 0 };
 * assertEquals([...adaptiveInstanceNorm(content, style, options).y], [10, 20]);
 * ```
 *
 * @see Huang, Belongie, "Arbitrary Style Transfer in Real-time" (2017), arXiv 1703.06868
 */
export function adaptiveInstanceNorm<T extends FloatArray>(
  x: T,
  style: FloatArray,
  options: AdaptiveInstanceNormOptions<T>,
): AdaptiveInstanceNormResult<T> {
  const { at, y, epsilon } = openForward(x, options);
  const alpha = checkAlpha(options.alpha);
  const styleAt = openStyle(style, options, at);
  const moments = instanceMoments(at, x);
  const target = instanceMoments(styleAt, style);
  const mix = createMix(moments, target, { alpha, epsilon });
  applyMix(at, { x, y }, { mean: moments.mean, mix, ...unitAffine(at.plan) });
  return { y, ...moments, styleMean: target.mean, styleVariance: target.variance };
}

/**
 * The gradient of {@linkcode adaptiveInstanceNorm}. To the content: that of instance norm with
 * `gamma = alpha * sqrt(styleVariance + epsilon)`, plus `(1 - alpha) * dy`. To the style's moments:
 * `dstyleMean = alpha * sum(dy)` and `dstyleDeviation = alpha * sum(dy * xhat)`, and through them to the
 * style.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The content of the forward call.
 * @param style The style of the forward call.
 * @param options The options of the forward call, and the four statistics that it returned.
 * @returns `dx` like `x`, and `dstyle` like `style`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If a shape, the layout, epsilon, alpha or a length is not valid.
 *
 * @example
 * ```ts
 * import { adaptiveInstanceNorm, adaptiveInstanceNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const content = new Float32Array([1, 3]);
 * const style = new Float32Array([10, 20]);
 * const options = { shape: [1, 1, 2] };
 * const { y: _, ...kept } = adaptiveInstanceNorm(content, style, options);
 * const dy = new Float32Array([1, 1]);
 * const { dstyle } = adaptiveInstanceNormBackward(dy, content, style, { ...options, ...kept });
 * assertEquals([...dstyle], [1, 1]);
 * ```
 *
 * @see Huang, Belongie, "Arbitrary Style Transfer in Real-time" (2017), arXiv 1703.06868
 */
export function adaptiveInstanceNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  style: T,
  options: AdaptiveInstanceNormBackwardOptions<T>,
): { dx: T; dstyle: T } {
  const { at, dx, epsilon } = openBackward(dy, x, options);
  const alpha = checkAlpha(options.alpha);
  const styleAt = openStyle(style, options, at);
  const dstyle = checkOut("dstyle", options.out, style, {
    as: "style",
    inputs: { style },
  });
  checkApart("out.dx", dx, { style });
  checkApart("out.dstyle", dstyle, { dy, x, "out.dx": dx });
  const moments = keptMoments(options, at);
  const { styleMean: mean, styleVariance: variance } = options;
  const target = keptMoments({ mean, variance }, at, ["styleMean", "styleVariance"]);
  const mix = createMix(moments, target, { alpha, epsilon });
  const { dscale, dshift, dmean, dvariance } = mixGradients(at, { dy, x }, {
    mean: moments.mean,
    mix,
    gamma: unitAffine(at.plan).gamma,
  });
  const ofStyle = {
    dmean: dshift.map((value) => alpha * value),
    dvariance: new Float64Array(at.plan.statistics),
  };
  for (let i = 0; i < dscale.length; i++) {
    const rstd = rstdOf(moments.variance[i]!, epsilon);
    const deviation = Math.sqrt(target.variance[i]! + epsilon);
    dmean[i] = dmean[i]! + (1 - alpha) * dshift[i]!;
    dvariance[i] = dscale[i]! * alpha * deviation * rstdGradient(rstd);
    ofStyle.dvariance[i] = deviation === 0 ? 0 : dscale[i]! * alpha * rstd / (2 * deviation);
  }
  applyInstanceGradient(at, { dy, x, dx }, {
    mean: moments.mean,
    factor: mix.scale,
    dmean,
    dvariance,
  });
  // The style reaches the output through its moments alone, so it has no gradient to pass on itself.
  applyInstanceGradient(styleAt, { dy: style, x: style, dx: dstyle }, {
    mean: target.mean,
    factor: new Float64Array(at.plan.statistics),
    ...ofStyle,
  });
  return { dx, dstyle };
}

function createMix(
  { mean, variance }: Moments,
  style: Moments,
  { alpha, epsilon }: { readonly alpha: number; readonly epsilon: number },
): Mix {
  return {
    scale: variance.map((value, i) =>
      alpha * Math.sqrt(style.variance[i]! + epsilon) * rstdOf(value, epsilon) + (1 - alpha)
    ),
    shift: mean.map((value, i) => alpha * style.mean[i]! + (1 - alpha) * value),
  };
}

function checkAlpha(alpha = 1): number {
  if (Number.isFinite(alpha)) return alpha;
  throw new RangeError(`alpha must be a finite number, got ${alpha}`);
}

function openStyle(
  style: FloatArray,
  options: ActivationNormOptions & { readonly styleShape?: readonly number[] },
  { n, c }: Instances,
): Instances {
  const { shape, styleShape = shape } = options;
  const at = createInstances({ ...options, shape: styleShape });
  if (at.n !== n || at.c !== c) {
    throw new RangeError(
      `styleShape must have the ${n} samples and ${c} channels of shape, got [${styleShape}]`,
    );
  }
  checkArray("style", style, { length: at.plan.size, unit: "the product of styleShape" });
  return at;
}
