/**
 * EvoNorm S0 of tensors: activation and normalization in one, each sample by itself.
 *
 * @module
 */

import { mul, ones, reshape, type Tensor, type Tensor1D, tidy } from "@tensorflow/tfjs-core";
import { channelsOf, perChannel, perInstance, shiftAndScale } from "./_channels.ts";
import { checkEpsilon } from "./_check.ts";
import { convertToTensor } from "./_convert.ts";
import { normTensor } from "./_normalize.ts";
import { rstdOf } from "./_roots.ts";
import { sigmoidOf } from "./_sigmoid.ts";
import type { ChannelOptions } from "./types.ts";

/** What {@linkcode evoNormS0} takes. */
export interface EvoNormS0Options extends ChannelOptions {
  /** How many groups the channels form, a divisor of the channels; the paper has 32. */
  readonly groups: number;
  /** The steepness of the gate, `[c]`; ones when absent. */
  readonly nu?: Tensor1D;
}

/**
 * Activation and normalization in one: `y = x * sigmoid(nu[c] * x) / sqrt(variance + epsilon) * gamma[c] +
 * beta[c]`, with the biased variance over the positions and channels of a group of a sample.
 *
 * Differentiable in x, nu, gamma and beta. A sample's result does not depend on its batch. The
 * numerator is not centered.
 *
 * An empty input gives an empty `y`. A group of one element, or of equal ones, is divided by `sqrt(epsilon)`;
 * with `epsilon: 0` it becomes beta. NaN stays in its group of its sample.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2. It is not disposed of.
 * @param options The groups; nu, gamma and beta `[c]`, epsilon (1e-5, the paper's), layout
 * (`"channels-last"`).
 * @returns `y`, of the shape of `x`; the caller disposes of it.
 * @throws {TypeError} If an argument is not a tensor of numbers.
 * @throws {RangeError} If a shape, the layout, groups or epsilon is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor, tensor1d } from "@tensorflow/tfjs-core";
 * import { evoNormS0 } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const nu = tensor1d([0]); // a gate that is always half open
 * const x = tensor([-2, 2], [1, 2, 1]);
 * assertEquals([...evoNormS0(x, { groups: 1, nu, epsilon: 0 }).dataSync()], [-0.5, 0.5]);
 * ```
 *
 * @see Liu, Brock, Simonyan, Le, "Evolving Normalization-Activation Layers" (2020), arXiv 2004.02967
 */
export function evoNormS0<T extends Tensor>(x: T, options: EvoNormS0Options): T {
  const { nu, groups } = options;
  const epsilon = checkEpsilon(options.epsilon ?? 1e-5);
  return tidy(() => {
    const at = channelsOf(x, options.layout);
    const { layout, n, c } = at;
    const { variance } = normTensor({ kind: "group", groups }, x, { layout });
    const each = mul(reshape(variance, [n, groups, 1]), ones([1, 1, c / groups]));
    const input = convertToTensor("x", x); // the gate takes no whole numbers
    const gate = sigmoidOf(nu ? mul(input, perChannel("nu", nu, at)) : input);
    const xhat = mul(mul(input, gate), perInstance(rstdOf(each, epsilon), at));
    return shiftAndScale(xhat, options, at) as T;
  });
}
