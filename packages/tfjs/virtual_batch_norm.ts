/**
 * Virtual batch normalization of tensors: every sample in the company of the same reference batch.
 *
 * @module
 */

import { add, mul, square, sub, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { channelsOf, ofChannels, perInstance, shiftAndScale } from "./_channels.ts";
import { checkEpsilon, checkInteger } from "./_check.ts";
import { instanceMoments } from "./_instance_moments.ts";
import { rstdOf } from "./_roots.ts";
import type { ChannelOptions, GivenMoments } from "./types.ts";

/** The statistics of the reference batch of {@linkcode virtualBatchNorm}, as `batchNorm` returns them. */
export interface ReferenceBatch extends GivenMoments {
  /** How many samples the reference batch has. */
  readonly samples: number;
}

/** What {@linkcode virtualBatchNorm} takes. */
export interface VirtualBatchNormOptions extends ChannelOptions {
  /** The reference batch: mean and biased variance of each channel, `[c]`, and its samples. */
  readonly reference: ReferenceBatch;
}

/**
 * Normalizes each sample as if it were one additional sample of the reference batch:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c]`, with the mean and biased variance of
 * the reference batch and this sample together, weighted `samples` to 1.
 *
 * A sample's result does not depend on its batch, while the reference stays the same. The reference batch
 * itself goes through `batchNorm`, whose mean and variance are differentiable: so it learns, too.
 * Differentiable in x, gamma, beta and the reference's mean and variance. With `samples: 0` it is instance
 * norm.
 *
 * An empty input gives an empty `y`. A channel of one position has no spread of its own, and is normalized
 * with the reference's and its distance from the reference's mean. NaN stays in its channel of its sample.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2, of the reference's spatial sizes.
 * It is not disposed of.
 * @param options The reference, gamma and beta `[c]`, epsilon (1e-5; TensorFlow GAN's is 1e-3), layout
 * (`"channels-last"`).
 * @returns `y`, of the shape of `x`; the caller disposes of it.
 * @throws {TypeError} If an argument is not a tensor of numbers.
 * @throws {RangeError} If a shape, the layout, epsilon or the number of samples is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor } from "@tensorflow/tfjs-core";
 * import { batchNorm, virtualBatchNorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const { mean, variance } = batchNorm(tensor([1, 1], [1, 2, 1]));
 * const reference = { mean, variance, samples: 1 };
 * const y = virtualBatchNorm(tensor([3, 3], [1, 2, 1]), { reference, epsilon: 0 });
 * assertEquals([...y.dataSync()], [1, 1]);
 * ```
 *
 * @see Salimans et al., "Improved Techniques for Training GANs" (2016), arXiv 1606.03498, section 3.5
 */
export function virtualBatchNorm<T extends Tensor>(x: T, options: VirtualBatchNormOptions): T {
  const { reference, epsilon = 1e-5 } = options;
  checkEpsilon(epsilon);
  return tidy(() => {
    const at = channelsOf(x, options.layout);
    const given = (name: "mean" | "variance") =>
      ofChannels(`reference.${name}`, reference?.[name], at.c);
    const mean = given("mean"), variance = given("variance");
    const samples = checkInteger("reference.samples", reference.samples, 0);
    const [ours, theirs] = [1 / (samples + 1), samples / (samples + 1)];
    const own = instanceMoments(x, at);
    const apart = sub(own.mean, mean);
    const within = add(mul(own.variance, ours), mul(variance, theirs));
    const common = add(within, mul(square(apart), ours * theirs));
    // From the sample's own mean to the common one, so that nothing large is subtracted twice.
    const centered = add(
      sub(x, perInstance(own.mean, at)),
      perInstance(mul(apart, theirs), at),
    );
    const xhat = mul(centered, perInstance(rstdOf(common, epsilon), at));
    return shiftAndScale(xhat, options, at) as T;
  });
}
