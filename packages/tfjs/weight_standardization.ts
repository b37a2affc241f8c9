/**
 * Weight standardization of tensors: each output of a weight over all that leads to it.
 *
 * @module
 */

import type { EpsilonPlacement } from "@evenkeel/kernels";
import { add, div, mul, reshape, type Tensor, type Tensor1D, tidy } from "@tensorflow/tfjs-core";
import { checkChoice, checkEpsilon, demand } from "./_check.ts";
import { keepAxis, perOutput } from "./_kept_axis.ts";
import { deviationOf, root } from "./_roots.ts";
import { batchNorm } from "./batch_norm.ts";

/** What {@linkcode weightStandardization} takes. */
export interface WeightStandardizationOptions {
  /** The axis of the outputs. Default -1 (`[kh, kw, in, out]`); 0 for `[out, in, kh, kw]`. */
  readonly axis?: number;
  /** The gain, one per output; ones when absent. */
  readonly gamma?: Tensor1D;
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
}

/**
 * Standardizes each output of a weight:
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma[out] * scale`, mean and variance over all axes but
 * the outputs'; the variance is divided by `count - correction`. With epsilon outside, the divisor is
 * `sqrt(variance) + epsilon`.
 *
 * Differentiable in x and gamma. An output of one weight, or of equal ones, becomes 0; with an epsilon of 0
 * outside the root it is NaN. A weight without outputs gives an empty `y`; outputs without elements throw.
 * NaN stays in its output.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x The weight, rank at least 1. It is not disposed of.
 * @param options The axis of the outputs (-1), gamma with one element per output, scale (1), epsilon
 * (1e-6) and its placement (`"inside"`), correction (0).
 * @returns `y`, of the shape of `x`; the caller disposes of it.
 * @throws {TypeError} If `x` or gamma is not a tensor of numbers.
 * @throws {RangeError} If the axis, epsilon, its placement, correction or a length is not valid, or if the
 * outputs have no elements.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor } from "@tensorflow/tfjs-core";
 * import { weightStandardization } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const kernel = tensor([1, 10, 3, 30], [1, 1, 2, 2]); // two outputs of two weights
 * assertEquals([...weightStandardization(kernel, { epsilon: 0 }).dataSync()], [-1, -1, 1, 1]);
 * ```
 *
 * @see Qiao et al., "Micro-Batch Training with Batch-Channel Normalization and Weight Standardization"
 * (2019), arXiv 1903.10520; with gain and scale: Brock, De, Smith (2021), arXiv 2101.08692
 */
export function weightStandardization<T extends Tensor>(
  x: T,
  options: WeightStandardizationOptions = {},
): T {
  const { axis = -1, gamma, scale = 1, epsilonPlacement = "inside", correction = 0 } = options;
  const epsilon = checkEpsilon(options.epsilon ?? 1e-6);
  checkChoice("epsilonPlacement", epsilonPlacement, ["inside", "outside"]);
  return tidy(() => {
    const kept = keepAxis(x, axis), { folded, count } = kept;
    const wanted = `correction must be from 0 to less than the ${count} elements of an output`;
    demand(correction >= 0 && correction < count, wanted, correction);
    const standard = standardize(folded, {
      ratio: count / (count - correction),
      epsilon,
      outside: epsilonPlacement === "outside",
    });
    const gain = gamma ? mul(perOutput(gamma, kept), scale) : scale;
    return reshape(mul(standard, gain), x.shape) as T;
  });
}

function standardize(
  folded: Tensor,
  { ratio, epsilon, outside }: {
    /** What the biased variance is multiplied by. */
    readonly ratio: number;
    readonly epsilon: number;
    readonly outside: boolean;
  },
): Tensor {
  const layout = "channels-first";
  if (!outside) {
    // The root of the ratio out of the divisor.
    return mul(batchNorm(folded, { epsilon: epsilon / ratio, layout }).y, 1 / Math.sqrt(ratio));
  }
  // Normalized with an epsilon inside, which is then taken out again.
  const inside = epsilon * epsilon;
  const { y, variance } = batchNorm(folded, { epsilon: inside, layout });
  const divisor = add(root(mul(variance, ratio)), epsilon);
  const factor = div(deviationOf(variance, inside), divisor);
  return mul(y, reshape(factor, [1, -1, 1]));
}
