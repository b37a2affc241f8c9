/**
 * Adaptive layer-instance normalization (AdaLIN), and LIN, which is the same with one gamma for all.
 *
 * @module
 */

import { instanceArray } from "./_affine.ts";
import { applyBlend, blendBackward, type Part } from "./_blend.ts";
import { instanceMoments, type Instances } from "./_instances.ts";
import { keptMoments, openBackward, openForward } from "./_open.ts";
import { poolMoments } from "./_pool.ts";
import { createShare, type Share } from "./_share.ts";
import type { Moments } from "./engine.ts";
import type {
  ActivationNormOptions,
  BackwardResult,
  FloatArray,
  GivenMoments,
  InstanceResult,
} from "./types.ts";

/** What {@linkcode adaptiveLayerInstanceNorm} takes. */
export interface AdaptiveLayerInstanceNormOptions<T extends FloatArray>
  extends ActivationNormOptions {
  /** The share of instance norm, `[c]`, from 0 (layer norm) to 1 (instance norm); clipped to that. */
  readonly rho: FloatArray;
  /** The scale, one for each channel of each sample, `[n * c]`; ones when absent. */
  readonly gamma?: FloatArray;
  /** The shift, like gamma; zeros when absent. */
  readonly beta?: FloatArray;
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode adaptiveLayerInstanceNormBackward} takes. */
export interface AdaptiveLayerInstanceNormBackwardOptions<T extends FloatArray>
  extends ActivationNormOptions, GivenMoments {
  /** The share of the forward call. */
  readonly rho: FloatArray;
  /** The scale of the forward call; ones when absent. */
  readonly gamma?: FloatArray;
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

/** What {@linkcode adaptiveLayerInstanceNormBackward} returns; dgamma and dbeta are `[n * c]`. */
export interface AdaptiveLayerInstanceNormGradients<T extends FloatArray>
  extends BackwardResult<T> {
  /** The gradient with respect to `rho`, float64 `[c]`. */
  readonly drho: Float64Array;
}

/**
 * Mixes instance and layer norm: `y = (rho[c] * xhatI + (1 - rho[c]) * xhatL) * gamma[n, c] + beta[n, c]`,
 * where `xhat = (x - mean) / sqrt(variance + epsilon)` with the biased variance (the authors' code has
 * the unbiased one) over the positions of one channel of a sample (I), or of all its channels (L).
 *
 * A sample's result does not depend on its batch, to the bit. A `rho` out of range counts as the
 * nearest end and gets no gradient: start from 0.9 and clip it after each step, as the authors do. For
 * LIN, repeat gamma and beta for every sample, and start from `rho = 0`. An empty input gives an empty
 * output.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape; rho of `c` elements; gamma and beta of `n * c` elements each, sample by
 * sample. Epsilon is 1e-5 unless given (the authors').
 * @returns `y` like `x`; the instances' `mean` and `variance`, float64 `[n * c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon or a length is not valid.
 *
 * @example
 * ```ts
 * import { adaptiveLayerInstanceNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3, 5, 7]); // one sample, two channels, two positions
 * const rho = new Float32Array([1, 1]);
 * const gamma = new Float32Array([1, 10]);
 * const { y } = adaptiveLayerInstanceNorm(x, { shape: [1, 2, 2], rho, gamma, epsilon: 0 });
 * assertEquals([...y], [-1, 1, -10, 10]);
 * ```
 *
 * @see Kim, Kim, Kang, Lee, "U-GAT-IT" (2019), arXiv 1907.10830
 */
export function adaptiveLayerInstanceNorm<T extends FloatArray>(
  x: T,
  options: AdaptiveLayerInstanceNormOptions<T>,
): InstanceResult<T> {
  const { at, y, epsilon } = openForward(x, options);
  const rho = createShare("rho", options.rho, at.c);
  const gamma = instanceArray("gamma", options.gamma, { ...at, absent: 1 });
  const beta = instanceArray("beta", options.beta, { ...at, absent: 0 });
  const moments = instanceMoments(at, x);
  const parts = partsOf(rho, at, moments);
  applyBlend(at, { x, y }, { parts, moments, epsilon, gamma, beta });
  return { y, ...moments };
}

/**
 * The gradient of {@linkcode adaptiveLayerInstanceNorm}: of instance norm for `rho * dy`, plus of layer
 * norm for `(1 - rho) * dy`; `drho = sum(gamma * dy * (xhatI - xhatL))` over samples and positions.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape, rho and gamma, and the mean and variance that forward returned.
 * @returns `dx` like `x`; `drho`, float64 `[c]`; `dgamma` and `dbeta`, float64 `[n * c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon or a length is not valid.
 *
 * @example
 * ```ts
 * import {
 *   adaptiveLayerInstanceNorm,
 *   adaptiveLayerInstanceNormBackward,
 * } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3, 5, 7]);
 * const options = { shape: [1, 2, 2], rho: new Float32Array([0.9, 0.9]) };
 * const { mean, variance } = adaptiveLayerInstanceNorm(x, options);
 * const dy = new Float32Array([1, 1, 1, 1]);
 * const { dbeta } = adaptiveLayerInstanceNormBackward(dy, x, { ...options, mean, variance });
 * assertEquals([...dbeta], [2, 2]);
 * ```
 *
 * @see Kim, Kim, Kang, Lee, "U-GAT-IT" (2019), arXiv 1907.10830
 */
export function adaptiveLayerInstanceNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: AdaptiveLayerInstanceNormBackwardOptions<T>,
): AdaptiveLayerInstanceNormGradients<T> {
  const { at, dx, epsilon } = openBackward(dy, x, options);
  const rho = createShare("rho", options.rho, at.c);
  const gamma = instanceArray("gamma", options.gamma, { ...at, absent: 1 });
  const moments = keptMoments(options, at);
  const parts = partsOf(rho, at, moments);
  const arrays = { dy, x, dx };
  const { dgamma, dbeta, dweights } = blendBackward(at, arrays, { parts, epsilon, gamma, moments });
  return { dx, drho: rho.gradient(dweights[0]!, dweights[1]!), dgamma, dbeta };
}

function partsOf(rho: Share, at: Instances, moments: Moments): Part[] {
  return [
    { set: "instance", moments, weight: rho.value },
    { set: "layer", moments: poolMoments(at, moments, "layer"), weight: rho.rest },
  ];
}
