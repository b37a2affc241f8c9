/**
 * Weight standardization: batch norm of a weight, each output over all that leads to it.
 *
 * @module
 */

import { checkArray, checkEpsilon, checkOut, optionsOf } from "./_check.ts";
import { keepAxis, type KeptAxis, outputArray } from "./_kept_axis.ts";
import type { Engine } from "./engine.ts";
import { normalize, normalizeBackward } from "./normalize.ts";
import type { EpsilonPlacement, FloatArray } from "./types.ts";

/** How weights are standardized. */
export interface StandardizationOptions {
  /** The shape of `x`, rank at least 1. */
  readonly shape: readonly number[];
  /** The axis of the outputs. Default 0 (`[out, in, kh, kw]`); -1 for `[kh, kw, in, out]`. */
  readonly axis?: number;
  /** The gain, one per output; ones when absent. */
  readonly gamma?: FloatArray;
  /**
   * A constant on top of the gain. Default 1; the normalizer-free nets have
   * `activationGain / sqrt(fanIn)`, where the fan-in is the elements of an output.
   */
  readonly scale?: number;
  /** Added to the variance, at least 0. Default 1e-6, timm's. */
  readonly epsilon?: number;
  /** Where epsilon is added. Default `"inside"`, timm's; the authors' code has 1e-5 `"outside"`. */
  readonly epsilonPlacement?: EpsilonPlacement;
  /** What is subtracted from the count. Default 0, timm's; the authors' code has 1. */
  readonly correction?: number;
  /** The engine to compute with. Default: the scalar engine. */
  readonly engine?: Engine;
}

/** What {@linkcode weightStandardization} takes. */
export interface WeightStandardizationOptions<T extends FloatArray> extends StandardizationOptions {
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode weightStandardization} returns. */
export interface WeightStandardizationResult<T extends FloatArray> {
  /** The weight to use, of the shape and type of `x`. */
  readonly y: T;
  /** The mean of each output, float64. Keep it for backward. */
  readonly mean: Float64Array;
  /** Its biased variance, divided by the count whatever `correction` is, float64. Keep it for backward. */
  readonly variance: Float64Array;
}

/** What {@linkcode weightStandardizationBackward} takes besides what forward took. */
export interface WeightStandardizationBackwardOptions<T extends FloatArray>
  extends StandardizationOptions {
  /** The mean that forward returned, one per output. */
  readonly mean: FloatArray;
  /** The variance that forward returned, one per output. */
  readonly variance: FloatArray;
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

/**
 * Standardizes each output of a weight:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[out] * scale`, mean and variance over all axes but
 * the outputs'; this variance is divided by `count - correction`.
 *
 * An output of equal weights becomes 0.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The weight, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape, the axis of the outputs, and gamma with one element per output.
 * @returns `y` like `x`; `mean` and `variance`, the biased one, float64, one per output.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, axis, epsilon, correction or a length is not valid.
 *
 * @example
 * ```ts
 * import { weightStandardization } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const kernel = new Float32Array([1, 3, 10, 30]); // two outputs of two weights
 * const { y } = weightStandardization(kernel, { shape: [2, 2, 1, 1], epsilon: 0 });
 * assertEquals([...y], [-1, 1, -1, 1]);
 * ```
 *
 * @see Qiao et al., "Micro-Batch Training with Batch-Channel Normalization and Weight Standardization"
 * (2019), arXiv 1903.10520; with gain and scale: Brock, De, Smith (2021), arXiv 2101.08692
 */
export function weightStandardization<T extends FloatArray>(
  x: T,
  options: WeightStandardizationOptions<T>,
): WeightStandardizationResult<T> {
  const { shape, axis = 0 } = optionsOf(options);
  const at = keepAxis(shape, axis);
  const { gain, epsilon } = convert(options, at);
  const gamma = outputArray("gamma", options.gamma, { outputs: at.kept, absent: 1 })
    .map((value) => value * gain);
  const { epsilonPlacement = "inside", out = {} } = options;
  const common = { epsilon, epsilonPlacement, out, ...engineOf(options) };
  const { y, mean, variance } = normalize(at.plan, x, { ...common, gamma });
  return { y, mean, variance };
}

/**
 * The gradient of {@linkcode weightStandardization}: that of batch norm with the gain for gamma;
 * `dgamma = scale * sum(dy * xhat)`.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The options of the forward call, and the mean and variance that it returned.
 * @returns `dx` like `x`; `dgamma`, float64, one per output.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, axis, epsilon, correction or a length is not valid.
 *
 * @example
 * ```ts
 * import { weightStandardization, weightStandardizationBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const kernel = new Float32Array([1, 3, 10, 30]);
 * const options = { shape: [2, 2] };
 * const { y: _, ...kept } = weightStandardization(kernel, options);
 * const dy = new Float32Array([1, 1, 2, 2]); // a common shift of all weights changes nothing
 * const { dx } = weightStandardizationBackward(dy, kernel, { ...options, ...kept });
 * assertEquals([...dx], [0, 0, 0, 0]);
 * ```
 *
 * @see Qiao et al. (2019), arXiv 1903.10520
 */
export function weightStandardizationBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: WeightStandardizationBackwardOptions<T>,
): { readonly dx: T; readonly dgamma: Float64Array } {
  const { shape, axis = 0 } = optionsOf(options);
  const at = keepAxis(shape, axis);
  const { gain, epsilon } = convert(options, at);
  const gamma = outputArray("gamma", options.gamma, { outputs: at.kept, absent: 1 })
    .map((value) => value * gain);
  const { mean, variance, epsilonPlacement = "inside" } = options;
  checkArray("mean", mean, { length: at.kept, unit: "outputs" });
  checkArray("variance", variance, { length: at.kept, unit: "outputs" });
  const rstd = Float64Array.from(variance, (value) => {
    const deviation = epsilonPlacement === "inside"
      ? Math.sqrt(value + epsilon)
      : Math.sqrt(value) + epsilon;
    return deviation === 0 ? 0 : 1 / deviation;
  });
  checkArray("x", x, { length: at.plan.size, unit: "the product of shape" });
  const out = { dx: checkOut("dx", options.out, x) };
  const common = { epsilon, epsilonPlacement, out, ...engineOf(options) };
  const back = normalizeBackward(at.plan, dy, x, { ...common, gamma, mean, rstd });
  return { dx: back.dx, dgamma: back.dgamma.map((value) => value * gain) };
}

/**
 * A corrected variance is the biased one divided by `share`, so both its root and epsilon can be told
 * in terms of the biased one.
 */
function convert(
  { scale = 1, correction = 0, epsilon = 1e-6, epsilonPlacement = "inside" }:
    StandardizationOptions,
  { plan: { count } }: KeptAxis,
): { readonly gain: number; readonly epsilon: number } {
  checkEpsilon(epsilon);
  if (!Number.isFinite(scale)) throw new RangeError(`scale must be finite, got ${scale}`);
  if (!(correction >= 0) || (count > 0 && count <= correction)) {
    throw new RangeError(
      `correction must be at least 0 and less than the ${count} elements per output, got ${correction}`,
    );
  }
  const share = count === 0 ? 1 : (count - correction) / count;
  const root = Math.sqrt(share);
  return {
    gain: scale * root,
    epsilon: epsilon * (epsilonPlacement === "inside" ? share : root),
  };
}

function engineOf({ engine }: StandardizationOptions): { readonly engine?: Engine } {
  return engine === undefined ? {} : { engine };
}
