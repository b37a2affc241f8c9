/**
 * Weight demodulation of tensors: a style for each sample, and outputs of length 1 again.
 *
 * @module
 */

import { mul, reshape, square, sum, type Tensor, type Tensor2D, tidy } from "@tensorflow/tfjs-core";
import { checkAxis, checkEpsilon, demand } from "./_check.ts";
import { convertToTensor } from "./_convert.ts";
import { rstdOf } from "./_roots.ts";

/** What {@linkcode demodulation} takes. */
export interface DemodulationOptions {
  /** The axis of the outputs. Default -1, for the `[kh, kw, in, out]` of TensorFlow.js. */
  readonly axis?: number;
  /** The axis of the inputs. Default -2, likewise. */
  readonly inputAxis?: number;
  /** Added to the squared length, at least 0. Default 1e-8, StyleGAN2's. */
  readonly epsilon?: number;
}

/**
 * Scales the weight's inputs by each sample's style, and each output back to length 1:
 * `w = style[n, in] * x`, `y = w / sqrt(sum(w**2) + epsilon)`, the sum over all axes but the outputs'.
 *
 * This is StyleGAN2's instance norm: for inputs of unit variance the outputs have unit variance again,
 * in expectation, without looking at them. An output whose weights are all 0 stays 0. Differentiable in x and
 * style.
 *
 * An empty weight gives an empty `y`. NaN in an output of the weight stays in that output, of every sample;
 * NaN in a sample's style spreads over that sample's weight.
 *
 * Tested against PyTorch in float64: within 1e-5 of the largest value, gradients included.
 *
 * @param x The weight that all samples share, rank at least 2. It is not disposed of.
 * @param style The scales, `[n, inputs]`.
 * @param options The axes of outputs (-1) and inputs (-2), epsilon (1e-8).
 * @returns One weight per sample, `[n, ...x.shape]`; the caller disposes of it.
 * @throws {TypeError} If an argument is not a tensor of numbers.
 * @throws {RangeError} If a shape, an axis or epsilon is not valid.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { tensor2d } from "@tensorflow/tfjs-core";
 * import { demodulation } from "@evenkeel/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const kernel = tensor2d([[3], [1]]); // two inputs, one output
 * const style = tensor2d([[1, 4]]);
 * const y = demodulation(kernel, style, { epsilon: 0 });
 * assertEquals([...y.dataSync()], [...new Float32Array([0.6, 0.8])]);
 * ```
 *
 * @see Karras et al., "Analyzing and Improving the Image Quality of StyleGAN" (2019),
 * arXiv 1912.04958
 */
export function demodulation(
  x: Tensor,
  style: Tensor2D,
  { axis = -1, inputAxis = -2, epsilon = 1e-8 }: DemodulationOptions = {},
): Tensor {
  checkEpsilon(epsilon);
  return tidy(() => {
    const weight = convertToTensor("x", x);
    const { rank, shape } = weight;
    const output = checkAxis("axis", axis, rank), input = checkAxis("inputAxis", inputAxis, rank);
    demand(input !== output, `inputAxis must be another one than axis ${axis}`, inputAxis);
    const inputs = shape[input]!;
    const scales = convertToTensor("style", style);
    const wanted = `style must have the shape [n, ${inputs}]`;
    demand(scales.rank === 2 && scales.shape[1] === inputs, wanted, scales.shape);
    const along = [scales.shape[0]!, ...shape.map((_, i) => i === input ? inputs : 1)];
    const scaled = mul(reshape(weight, [1, ...shape]), reshape(scales, along));
    const reduced = shape.map((_, i) => i + 1).filter((i) => i !== output + 1);
    return mul(scaled, rstdOf(sum(square(scaled), reduced, true), epsilon));
  });
}
