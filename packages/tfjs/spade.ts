/**
 * Spatially-adaptive (de)normalization of tensors (SPADE).
 *
 * @module
 */

import type { Layout } from "@evenkeel/kernels";
import { add, clone, mul, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { checkChoice } from "./_check.ts";
import { channelsOf, shaped } from "./_channels.ts";
import { fixedTensor, normTensor } from "./_normalize.ts";
import type { BatchNormTensors } from "./batch_norm.ts";
import type { GivenMoments } from "./types.ts";

/** The norm under the modulation of {@linkcode spade}. */
export type SpadeKind = "batch" | "instance" | "positional";

/** What {@linkcode spade} takes. */
export interface SpadeOptions {
  /** The modulation's scale less 1, of the shape of `x`. */
  readonly gamma: Tensor;
  /** The modulation's shift, of the shape of `x`. */
  readonly beta: Tensor;
  /** The norm underneath. Default `"batch"`, the paper's. */
  readonly kind?: SpadeKind;
  /** The statistics to use instead of those of `x`: inference. */
  readonly fixed?: GivenMoments;
  /** Added to the variance, inside the root. Default 1e-5 (PyTorch's). */
  readonly epsilon?: number;
  /** Position of the channel axis. Default `"channels-last"`. */
  readonly layout?: Layout;
}

const KINDS: readonly string[] = ["batch", "instance", "positional"];

/**
 * Modulates each element: `y = xhat * (1 + gamma) + beta`, and `xhat = (x - mean) / sqrt(variance + epsilon)`
 * with the biased variance over samples and positions (batch), over the positions of a channel of a
 * sample (instance), or over the channels of a position (positional).
 *
 * Differentiable in x, gamma and beta. The maps that gamma and beta come from (two convolutions of a
 * segmentation, in the paper) are the caller's.
 *
 * An empty input gives an empty `y`, and statistics of 0. A statistic of one element, or of equal ones,
 * becomes beta. NaN stays within its statistic.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2. It is not disposed of.
 * @param options Gamma and beta of the shape of `x`, the kind, epsilon (1e-5), layout
 * (`"channels-last"`); `fixed` statistics at inference.
 * @returns `y`, and the mean and biased variance of each statistic that were used, flat; the caller
 * disposes of all three.
 * @throws {TypeError} If an argument is not a tensor of numbers.
 * @throws {RangeError} If a shape, the kind, the layout or epsilon is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor } from "@tensorflow/tfjs-core";
 * import { spade } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([1, 3], [1, 2, 1]);
 * const gamma = tensor([0, 9], [1, 2, 1]); // the second pixel ten times as strong
 * const beta = tensor([5, 0], [1, 2, 1]); // the first one moved
 * assertEquals([...spade(x, { gamma, beta, epsilon: 0 }).y.dataSync()], [4, 10]);
 * ```
 *
 * @see Park, Liu, Wang, Zhu, "Semantic Image Synthesis with SPADE" (2019), arXiv 1903.07291
 */
export function spade<T extends Tensor>(x: T, options: SpadeOptions): BatchNormTensors<T> {
  const { kind = "batch", epsilon = 1e-5, fixed } = options;
  checkChoice("kind", kind, KINDS);
  return tidy(() => {
    const { layout } = channelsOf(x, options.layout);
    const like = (name: "gamma" | "beta") =>
      shaped(name, options[name], { shape: x.shape, unit: "like x" });
    const gamma = like("gamma"), beta = like("beta");
    const { y, mean, variance } = fixed === undefined
      ? normTensor({ kind }, x, { epsilon, layout })
      : {
        y: fixedTensor({ kind }, x, { ...fixed, epsilon, layout }),
        mean: clone(fixed.mean),
        variance: clone(fixed.variance),
      };
    return { y: add(mul(y, add(gamma, 1)), beta) as T, mean, variance };
  });
}
