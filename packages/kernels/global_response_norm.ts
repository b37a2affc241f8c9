/**
 * Global response normalization: each channel weighed by how strong it is among its sample's.
 *
 * @module
 */

import { channelArray, sumOverSamples, toInstances, unitAffine } from "./_affine.ts";
import { checkArray } from "./_check.ts";
import { applyInstanceGradient, applyMix, type Instances, instanceSums } from "./_instances.ts";
import { meanSquares } from "./_mean_square.ts";
import { openBackward, openForward } from "./_open.ts";
import type { ActivationNormOptions, BackwardResult, FloatArray } from "./types.ts";

/** What {@linkcode globalResponseNorm} takes. */
export interface GlobalResponseNormOptions<T extends FloatArray> extends ActivationNormOptions {
  /** The scale, `[c]`; ones when absent. ConvNeXt V2 starts from zeros, where this is the identity. */
  readonly gamma?: FloatArray;
  /** The shift, `[c]`; zeros when absent. */
  readonly beta?: FloatArray;
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode globalResponseNorm} returns. */
export interface GlobalResponseNormResult<T extends FloatArray> {
  /** The output, of the shape and type of `x`. */
  readonly y: T;
  /** The mean square of each channel of each sample, float64 `[n * c]`. Keep it for backward. */
  readonly meanSquare: Float64Array;
}

/** What {@linkcode globalResponseNormBackward} takes. */
export interface GlobalResponseNormBackwardOptions<T extends FloatArray>
  extends ActivationNormOptions {
  /** The scale of the forward call; ones when absent. */
  readonly gamma?: FloatArray;
  /** What forward returned, `[n * c]`. */
  readonly meanSquare: FloatArray;
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

const DEFAULT_EPSILON = 1e-6;

/**
 * Lets channels compete: `y = gamma[c] * x * response + beta[c] + x`, where `response` is the root of the
 * sum of squares over a channel's positions, divided by the mean of these roots over the sample's
 * channels plus epsilon.
 *
 * A sample's result does not depend on its batch, to the bit; a NaN spreads over its sample. An empty
 * input gives an empty output.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape, and gamma and beta of `c` elements each. Epsilon is 1e-6 unless given (the
 * authors').
 * @returns `y` like `x`; `meanSquare`, float64 `[n * c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon or a length is not valid.
 *
 * @example
 * ```ts
 * import { globalResponseNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([3, 4, 0, 15]); // two channels: roots 5 and 15, mean 10
 * const { y } = globalResponseNorm(x, { shape: [1, 2, 2], epsilon: 0 });
 * assertEquals([...y], [4.5, 6, 0, 37.5]);
 * ```
 *
 * @see Woo et al., "ConvNeXt V2" (2023), arXiv 2301.00808
 */
export function globalResponseNorm<T extends FloatArray>(
  x: T,
  options: GlobalResponseNormOptions<T>,
): GlobalResponseNormResult<T> {
  const { at, y, epsilon } = openForward(x, options, DEFAULT_EPSILON);
  const gamma = channelArray("gamma", options.gamma, { c: at.c, absent: 1 });
  const beta = toInstances(channelArray("beta", options.beta, { c: at.c, absent: 0 }), at);
  const meanSquare = meanSquares(at.engine, at.plan, x);
  const { response } = respond(at, meanSquare, epsilon);
  const zeros = new Float64Array(response.length);
  const mix = { scale: factorOf(response, gamma, at), shift: zeros };
  applyMix(at, { x, y }, { mean: zeros, mix, gamma: unitAffine(at.plan).gamma, beta });
  return { y, meanSquare };
}

/**
 * The gradient of {@linkcode globalResponseNorm}. With `G` the root of a channel's sum of squares and `M` the
 * sample's mean of them plus epsilon: `dresponse = gamma * sum(dy * x)` over positions,
 * `dG = dresponse / M - sum(dresponse * G) / (c * M ** 2)` over channels, and
 * `dx = dy * (1 + gamma * G / M) + x / G * dG`, the last term 0 where `G` is;
 * `dgamma = sum(dy * x * G / M)`, `dbeta = sum(dy)`.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape and gamma, and the meanSquare that forward returned.
 * @returns `dx` like `x`; `dgamma` and `dbeta`, float64 `[c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon or a length is not valid.
 *
 * @example
 * ```ts
 * import { globalResponseNorm, globalResponseNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([3, 4, 0, 15]);
 * const options = { shape: [1, 2, 2], gamma: new Float32Array(2) };
 * const { meanSquare } = globalResponseNorm(x, options);
 * const dy = new Float32Array([1, 2, 3, 4]);
 * const { dx } = globalResponseNormBackward(dy, x, { ...options, meanSquare });
 * assertEquals([...dx], [1, 2, 3, 4]); // gamma is 0: nothing happened
 * ```
 *
 * @see Woo et al., "ConvNeXt V2" (2023), arXiv 2301.00808
 */
export function globalResponseNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: GlobalResponseNormBackwardOptions<T>,
): BackwardResult<T> {
  const { at, dx, epsilon } = openBackward(dy, x, options, DEFAULT_EPSILON);
  const { n, c, positions } = at;
  const gamma = channelArray("gamma", options.gamma, { c, absent: 1 });
  checkArray("meanSquare", options.meanSquare, { length: n * c, unit: "channels of each sample" });
  const { root, average, response } = respond(at, Float64Array.from(options.meanSquare), epsilon);
  const mean = new Float64Array(n * c);
  const { plain, centered: product } = instanceSums(at, { dy, x }, mean);

  const dvariance = new Float64Array(n * c);
  for (let sample = 0; sample < n; sample++) {
    const M = average[sample]!;
    if (M === 0) continue;
    let common = 0;
    for (let channel = 0; channel < c; channel++) {
      const i = sample * c + channel;
      common += gamma[channel]! * product[i]! * root[i]!;
    }
    for (let channel = 0; channel < c; channel++) {
      const i = sample * c + channel;
      const droot = gamma[channel]! * product[i]! / M - common / (c * M * M);
      // x / root * droot, as the gradient of a variance about 0 has it.
      dvariance[i] = root[i] === 0 ? 0 : positions * droot / (2 * root[i]!);
    }
  }
  const factor = factorOf(response, gamma, at);
  applyInstanceGradient(at, { dy, x, dx }, { mean, factor, dmean: mean, dvariance });
  const dgamma = sumOverSamples(product.map((sum, i) => sum * response[i]!), at);
  return { dx, dgamma, dbeta: sumOverSamples(plain, at) };
}

/** The roots of the sums of squares, their mean in each sample plus epsilon, and the quotients. */
function respond(
  { n, c, positions }: Instances,
  meanSquare: Float64Array,
  epsilon: number,
): { root: Float64Array; average: Float64Array; response: Float64Array } {
  const root = meanSquare.map((square) => Math.sqrt(square * positions));
  const average = new Float64Array(n);
  for (let i = 0; i < n * c; i++) {
    const sample = Math.floor(i / c);
    average[sample] = average[sample]! + root[i]! / c;
  }
  for (let sample = 0; sample < n; sample++) average[sample] = average[sample]! + epsilon;
  const response = root.map((value, i) => {
    const M = average[Math.floor(i / c)]!;
    return M === 0 ? 0 : value / M;
  });
  return { root, average, response };
}

function factorOf(response: Float64Array, gamma: Float64Array, { c }: Instances): Float64Array {
  return response.map((value, i) => 1 + gamma[i % c]! * value);
}
