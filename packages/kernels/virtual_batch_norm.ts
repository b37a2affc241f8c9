/**
 * Virtual batch normalization: each sample by itself and a fixed reference batch.
 *
 * @module
 */

import { channelAffine, sumOverSamples } from "./_affine.ts";
import { checkArray, checkPresent, checkVariance, describe } from "./_check.ts";
import {
  applyInstanceGradient,
  applyMix,
  instanceMoments,
  type Instances,
  type Mix,
  mixGradients,
} from "./_instances.ts";
import { keptMoments, openBackward, openForward } from "./_open.ts";
import { rstdGradient, rstdOf } from "./_rstd.ts";
import type { Moments } from "./engine.ts";
import type {
  ActivationNormOptions,
  BackwardResult,
  FloatArray,
  GivenMoments,
  InstanceResult,
} from "./types.ts";

/** The statistics of the reference batch, as `batchNorm` returns them. */
export interface ReferenceBatch extends GivenMoments {
  /** How many samples the reference batch has. */
  readonly samples: number;
}

/** What {@linkcode virtualBatchNorm} takes. */
export interface VirtualBatchNormOptions<T extends FloatArray> extends ActivationNormOptions {
  /** The reference batch: mean and biased variance of each channel, `[c]`, and its samples. */
  readonly reference: ReferenceBatch;
  /** The scale, `[c]`; ones when absent. */
  readonly gamma?: FloatArray;
  /** The shift, `[c]`; zeros when absent. */
  readonly beta?: FloatArray;
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode virtualBatchNormBackward} takes. */
export interface VirtualBatchNormBackwardOptions<T extends FloatArray>
  extends ActivationNormOptions, GivenMoments {
  /** The reference batch of the forward call. */
  readonly reference: ReferenceBatch;
  /** The scale of the forward call; ones when absent. */
  readonly gamma?: FloatArray;
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

/** What {@linkcode virtualBatchNormBackward} returns. */
export interface VirtualBatchNormGradients<T extends FloatArray> extends BackwardResult<T> {
  /**
   * The gradient with respect to the reference's mean, float64 `[c]`. `normalizeBackward` takes it as
   * `dmean`, where the reference batch itself is to learn.
   */
  readonly dreferenceMean: Float64Array;
  /** The gradient with respect to the reference's variance, float64 `[c]`. */
  readonly dreferenceVariance: Float64Array;
}

/**
 * Normalizes each sample as if it were one additional sample of the reference batch:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c]`, with the mean and biased variance of
 * the reference batch and this sample together, weighted `samples` to 1.
 *
 * A sample's result does not depend on its batch, to the bit, while the reference stays the same. The
 * reference batch itself goes through `batchNorm`. An empty input gives an empty output.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape, the reference, and gamma and beta of `c` elements each. The reference has
 * the spatial sizes of `x`. Epsilon is 1e-5 unless given (TensorFlow GAN's is 1e-3).
 * @returns `y` like `x`; the instances' own `mean` and `variance`, float64 `[n * c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon, samples or a length is not valid, or if a reference
 * variance plus epsilon is negative.
 *
 * @example
 * ```ts
 * import { batchNorm, virtualBatchNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const { mean, variance } = batchNorm(new Float32Array([1, 1]), { shape: [1, 1, 2] });
 * const reference = { mean, variance, samples: 1 };
 * const x = new Float32Array([3, 3]);
 * assertEquals([...virtualBatchNorm(x, { shape: [1, 1, 2], reference, epsilon: 0 }).y], [1, 1]);
 * ```
 *
 * @see Salimans et al., "Improved Techniques for Training GANs" (2016), arXiv 1606.03498, section 3.5
 */
export function virtualBatchNorm<T extends FloatArray>(
  x: T,
  options: VirtualBatchNormOptions<T>,
): InstanceResult<T> {
  const { at, y, epsilon } = openForward(x, options);
  const affine = channelAffine(options, at);
  checkReference(options.reference, at, epsilon);
  const moments = instanceMoments(at, x);
  const mix = createMix(moments, options.reference, { at, epsilon });
  applyMix(at, { x, y }, { mean: moments.mean, mix, ...affine });
  return { y, ...moments };
}

/**
 * The gradient of {@linkcode virtualBatchNorm}. With the joint statistics, `g = dy * gamma` and sums over a
 * channel of a sample, the joint moments get `dM = -rstd * sum(g)` and `dV = -rstd ** 2 / 2 * sum(g * xhat)`.
 * With `w = 1 / (samples + 1)` and `delta = mean - reference.mean` they are shared out:
 * `dmean = w * dM + 2 * w * (1 - w) * delta * dV` and `dvariance = w * dV` for the sample's own moments,
 * `dreferenceMean = sum((1 - w) * dM - 2 * w * (1 - w) * delta * dV)` and
 * `dreferenceVariance = sum((1 - w) * dV)`, sums over samples. Then `dx` is `rstd * g` plus what comes
 * through the own moments; `dgamma = sum(dy * xhat)`, `dbeta = sum(dy)`.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape, reference and gamma, and the mean and variance that forward returned.
 * @returns `dx` like `x`; `dgamma`, `dbeta`, `dreferenceMean` and `dreferenceVariance`, float64 `[c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon, samples or a length is not valid, or if a reference
 * variance plus epsilon is negative.
 *
 * @example
 * ```ts
 * import { virtualBatchNorm, virtualBatchNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const reference = { mean: new Float32Array(1), variance: new Float32Array([1]), samples: 4 };
 * const options = { shape: [1, 1, 2], reference };
 * const x = new Float32Array([1, 3]);
 * const { mean, variance } = virtualBatchNorm(x, options);
 * const dy = new Float32Array([1, 1]);
 * const { dbeta } = virtualBatchNormBackward(dy, x, { ...options, mean, variance });
 * assertEquals([...dbeta], [2]);
 * ```
 *
 * @see Salimans et al., "Improved Techniques for Training GANs" (2016), arXiv 1606.03498, section 3.5
 */
export function virtualBatchNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: VirtualBatchNormBackwardOptions<T>,
): VirtualBatchNormGradients<T> {
  const { at, dx, epsilon } = openBackward(dy, x, options);
  const { gamma } = channelAffine(options, at);
  const { reference } = options;
  checkReference(reference, at, epsilon);
  const moments = keptMoments(options, at);
  const { mean } = moments;
  const mix = createMix(moments, reference, { at, epsilon });
  const gradients = mixGradients(at, { dy, x }, { mean, mix, gamma });
  const { dscale, dshift, dmean, dvariance } = gradients;
  const dreferenceMean = new Float64Array(at.c), dreferenceVariance = new Float64Array(at.c);
  const own = 1 / (reference.samples + 1), rest = 1 - own;
  for (let i = 0; i < mean.length; i++) {
    const channel = i % at.c;
    const rstd = mix.scale[i]!;
    const delta = mean[i]! - reference.mean[channel]!;
    // xhat = (x - mean) * rstd + rest * delta * rstd, and variance holds own * rest * delta**2.
    const toVariance = (dscale[i]! + dshift[i]! * rest * delta) * rstdGradient(rstd);
    const toDelta = dshift[i]! * rest * rstd + 2 * own * rest * delta * toVariance;
    dmean[i] = dmean[i]! + toDelta;
    dvariance[i] = own * toVariance;
    dreferenceMean[channel] = dreferenceMean[channel]! - toDelta;
    dreferenceVariance[channel] = dreferenceVariance[channel]! + rest * toVariance;
  }
  const factor = mix.scale.map((scale, i) => scale * gamma[i]!);
  applyInstanceGradient(at, { dy, x, dx }, { mean, factor, dmean, dvariance });
  return {
    dx,
    dgamma: sumOverSamples(gradients.dgamma, at),
    dbeta: sumOverSamples(gradients.dbeta, at),
    dreferenceMean,
    dreferenceVariance,
  };
}

/** The joint moments, by Chan's rule; none of its terms is negative. */
function createMix(
  moments: Moments,
  reference: ReferenceBatch,
  { at, epsilon }: { readonly at: Instances; readonly epsilon: number },
): Mix {
  const own = 1 / (reference.samples + 1), rest = 1 - own;
  const delta = moments.mean.map((value, i) => value - reference.mean[i % at.c]!);
  const scale = moments.variance.map((variance, i) => {
    const between = own * rest * delta[i]! * delta[i]!;
    return rstdOf(own * variance + rest * reference.variance[i % at.c]! + between, epsilon);
  });
  return { scale, shift: delta.map((value, i) => rest * value * scale[i]!) };
}

function checkReference(reference: ReferenceBatch, { c }: Instances, epsilon: number): void {
  checkPresent("reference", reference, "a mean, a variance and a number of samples");
  const { mean, variance, samples } = reference;
  checkArray("reference.mean", mean, { length: c, unit: "channels" });
  checkArray("reference.variance", variance, { length: c, unit: "channels" });
  checkVariance("reference.variance", variance, epsilon);
  if (!Number.isFinite(samples) || samples < 0) {
    throw new RangeError(
      `reference.samples must be a finite number of at least 0, got ${describe(samples)}`,
    );
  }
}
