/**
 * Batch norm folded into the convolution before it: one operation less at inference.
 *
 * @module
 */

import {
  checkArray,
  checkAxis,
  checkEpsilon,
  checkOut,
  checkVariance,
  describe,
  optionsOf,
} from "./_check.ts";
import { checkSizes, outputArray, product } from "./_kept_axis.ts";
import { forEachIndex, stridesOf } from "./_axes.ts";
import { rstdOf } from "./_rstd.ts";
import type { FloatArray } from "./types.ts";

/** What {@linkcode foldBatchNorm} takes. */
export interface FoldBatchNormOptions<T extends FloatArray> {
  /** The shape of `weight`. */
  readonly shape: readonly number[];
  /**
   * The axis of the outputs. Default 0: `[out, in, kh, kw]`, and PyTorch's `[out, in]`. -1: Keras's
   * `[kh, kw, in, out]` and `[in, out]`. 1: PyTorch's transposed convolution `[in, out, kh, kw]`. 2:
   * Keras's, `[kh, kw, out, in]`. Several axes number the outputs together, row by row: `[2, 3]` for a
   * depthwise kernel `[kh, kw, in, multiplier]`, `[0, 2]` for PyTorch's transposed convolution of g
   * groups, seen as `[g, in / g, out / g, kh, kw]`.
   */
  readonly axis?: number | readonly number[];
  /** The convolution's own bias, one per output; zeros when absent. */
  readonly bias?: FloatArray;
  /** The running mean, one per output. */
  readonly mean: FloatArray;
  /** The running variance, one per output, as it is used: at least 0. */
  readonly variance: FloatArray;
  /** Batch norm's scale, one per output; ones when absent. */
  readonly gamma?: FloatArray;
  /** Batch norm's shift, one per output; zeros when absent. */
  readonly beta?: FloatArray;
  /** Batch norm's epsilon, inside the root. Default 1e-5 (Keras has 1e-3). */
  readonly epsilon?: number;
  /** Arrays to write into, so that memory can be reused. `out.weight` may be `weight` itself. */
  readonly out?: { readonly weight?: T };
}

/**
 * The weight and bias with which a convolution or dense layer answers what it and a batch norm with fixed
 * statistics after it would: `weight * k[out]` and `(bias - mean) * k + beta`, where
 * `k = gamma / sqrt(variance + epsilon)`.
 *
 * Exact to rounding, whatever the padding, as nothing stands between the two. (Folding into a convolution
 * *after* the batch norm would be wrong at zero-padded borders.) Where the variance and epsilon are 0, k
 * is 0, as in inference.
 *
 * Tested against convolution and batch norm one after the other: within 1e-12 (Float64Array).
 *
 * @param weight The weight, as many elements as `shape` says. Not written, unless it is `out.weight`.
 * @param options The shape, the axis of the outputs and the batch norm.
 * @returns `weight` of the type of the given one; `bias`, float64, one per output.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, axis, epsilon or a length is not valid.
 *
 * @example
 * ```ts
 * import { foldBatchNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const { weight, bias } = foldBatchNorm(new Float32Array([2, 6]), {
 *   shape: [1, 1, 1, 2], // one input, two outputs, channels last
 *   axis: -1,
 *   mean: new Float32Array([1, 0]),
 *   variance: new Float32Array([4, 9]),
 *   epsilon: 0,
 * });
 * assertEquals([...weight, ...bias], [1, 2, -0.5, 0]);
 * ```
 *
 * @see Jacob et al., "Quantization and Training of Neural Networks" (2017), arXiv 1712.05877, section 3.2
 */
export function foldBatchNorm<T extends FloatArray>(
  weight: T,
  options: FoldBatchNormOptions<T>,
): { readonly weight: T; readonly bias: Float64Array } {
  const { shape, axis = 0, epsilon = 1e-5 } = optionsOf(options);
  checkSizes(shape);
  checkArray("weight", weight, { length: product(shape), unit: "the product of shape" });
  checkEpsilon(epsilon);
  const counted = outputAxes(shape, axis);
  const outputs = product(shape.filter((_, at) => counted[at]));
  const of = (name: "bias" | "gamma" | "beta", absent: number) =>
    outputArray(name, options[name], { outputs, absent });
  const gamma = of("gamma", 1), beta = of("beta", 0), given = of("bias", 0);
  const { mean, variance } = options;
  checkArray("mean", mean, { length: outputs, unit: "outputs" });
  checkArray("variance", variance, { length: outputs, unit: "outputs" });
  checkVariance("variance", variance, epsilon);
  const factor = gamma.map((scale, i) => scale * rstdOf(variance[i]!, epsilon));
  const folded = checkOut("weight", options.out, weight, {
    as: "weight",
    inputs: { weight },
  });
  const strides = stridesOf(shape, counted);
  forEachIndex(shape, { a: strides, b: strides }, (i, output) => {
    folded[i] = weight[i]! * factor[output]!;
  });
  const bias = beta.map((shift, i) => (given[i]! - mean[i]!) * factor[i]! + shift);
  return { weight: folded, bias };
}

function outputAxes(shape: readonly number[], axis: number | readonly number[]): boolean[] {
  const axes = typeof axis === "number" ? [axis] : axis;
  if (!Array.isArray(axes) || axes.length === 0) {
    throw new RangeError(`axis must be an axis or a list of them, got ${describe(axis)}`);
  }
  const counted = shape.map(() => false);
  let before = -1;
  for (const one of axes) {
    const at = checkAxis(one, shape.length);
    if (at <= before) throw new RangeError(`axis must name axes in their order, got [${axes}]`);
    before = at;
    counted[at] = true;
  }
  return counted;
}
