/**
 * Pixel normalization of tensors.
 *
 * @module
 */

import type { Layout } from "@evenkeel/kernels";
import { mul, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { alongAxes, channelsOf } from "./_channels.ts";
import { checkEpsilon } from "./_check.ts";
import { meanSquareOf } from "./_instance_moments.ts";
import { normTensor } from "./_normalize.ts";
import { rstdOf } from "./_roots.ts";
import { rmsNorm } from "./rms_norm.ts";

/** What {@linkcode pixelNorm} takes. */
export interface PixelNormOptions {
  /** Added to the mean square, inside the root. Default 1e-8, the paper's. */
  readonly epsilon?: number;
  /** Position of the channel axis. Default `"channels-last"`. */
  readonly layout?: Layout;
}

/**
 * Scales each position of each sample: `y = x / sqrt(mean(x ** 2) + epsilon)`, the mean over channels.
 * Nothing is subtracted, and nothing is learned.
 *
 * Differentiable in x. A sample's result does not depend on its batch. Zeros stay zeros. Channels last,
 * it is one kernel where RMS norm is.
 *
 * An empty input gives an empty `y`. A position of one channel becomes nearly the sign of `x`. NaN stays in
 * its position of its sample.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x `[n, ...spatial, c]` (or channels first), rank at least 2. It is not disposed of.
 * @param options Epsilon (1e-8) and layout (`"channels-last"`).
 * @returns `y`, of the shape of `x`; the caller disposes of it.
 * @throws {TypeError} If `x` is not a tensor of numbers.
 * @throws {RangeError} If a shape, the layout or epsilon is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor2d } from "@tensorflow/tfjs-core";
 * import { pixelNorm } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor2d([[1, 7]]); // one sample, two channels: the root mean square is 5
 * assertEquals([...pixelNorm(x, { epsilon: 0 }).dataSync()], [...new Float32Array([0.2, 1.4])]);
 * ```
 *
 * @see Karras, Aila, Laine, Lehtinen, "Progressive Growing of GANs" (2017), arXiv 1710.10196
 */
export function pixelNorm<T extends Tensor>(x: T, options: PixelNormOptions = {}): T {
  const epsilon = checkEpsilon(options.epsilon ?? 1e-8);
  return tidy(() => {
    const at = channelsOf(x, options.layout), { layout } = at;
    if (layout === "channels-last") return rmsNorm(x, { axis: -1, epsilon });
    const moments = normTensor({ kind: "positional" }, x, { layout });
    const rstd = rstdOf(meanSquareOf(moments), epsilon);
    return mul(x, alongAxes(rstd, at, (axis) => axis !== at.axis)) as T;
  });
}
