/**
 * Weight normalization: a weight as a length times a direction.
 *
 * @module
 */

import { checkArray, checkEpsilon, checkOut, optionsOf } from "./_check.ts";
import { engineOf } from "./_engine_of.ts";
import { keepAxis, outputArray } from "./_kept_axis.ts";
import { applyScale, meanSquares } from "./_mean_square.ts";
import { rstdOf } from "./_rstd.ts";
import type { Engine } from "./engine.ts";
import type { FloatArray } from "./types.ts";

/** What {@linkcode weightNorm} takes. */
export interface WeightNormOptions<T extends FloatArray> {
  /** The shape of `x`, rank at least 1. */
  readonly shape: readonly number[];
  /**
   * The axis of the outputs, each of which has a length of its own. Default 0, PyTorch's
   * (`[out, in, kh, kw]`); -1 is Keras's (`[kh, kw, in, out]`), 1 that of PyTorch's transposed
   * convolution; `null` gives the whole weight one length.
   */
  readonly axis?: number | null;
  /** The lengths, the paper's g, one per output; ones when absent. */
  readonly gamma?: FloatArray;
  /** Added to the squared length, at least 0. Default 0, PyTorch's; Flax has 1e-12. */
  readonly epsilon?: number;
  /** The engine to compute with. Default: the scalar engine. */
  readonly engine?: Engine;
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode weightNorm} returns. */
export interface WeightNormResult<T extends FloatArray> {
  /** The weight to use, of the shape and type of `x`. */
  readonly y: T;
  /** The length of each output of `x`, float64: the gamma that would have left `x` as it is. */
  readonly norm: Float64Array;
  /** `1 / sqrt(norm**2 + epsilon)`, float64. Keep it for backward. */
  readonly rstd: Float64Array;
}

/** What {@linkcode weightNormBackward} takes. */
export interface WeightNormBackwardOptions<T extends FloatArray> {
  /** The shape of `x`. */
  readonly shape: readonly number[];
  /** As in the forward call. */
  readonly axis?: number | null;
  /** The lengths of the forward call; ones when absent. */
  readonly gamma?: FloatArray;
  /** The reciprocal lengths that forward returned. */
  readonly rstd: FloatArray;
  /** The engine to compute with. Default: the scalar engine. */
  readonly engine?: Engine;
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

/**
 * Gives each output of a weight the length gamma: `y = gamma * x / sqrt(sum(x**2) + epsilon)`, the sum over
 * all axes but the kept one.
 *
 * An output whose weights are all 0 stays 0 (PyTorch gives NaN). NaN and infinity stay in their output.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The direction, the paper's v, as many elements as `shape` says. Not written, unless it is
 * also `out.y`.
 * @param options The shape, the kept axis, and gamma with one element per output.
 * @returns `y` like `x`; `norm` and `rstd`, float64, one per output.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, axis, epsilon or a length is not valid.
 *
 * @example
 * ```ts
 * import { weightNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const gamma = new Float64Array([10, 1]);
 * const { y, norm } = weightNorm(new Float64Array([3, 4, 0, 2]), { shape: [2, 2], gamma });
 * assertEquals([...norm], [5, 2]);
 * assertEquals([...y], [6, 8, 0, 1]);
 * ```
 *
 * @see Salimans, Kingma, "Weight Normalization" (2016), arXiv 1602.07868
 */
export function weightNorm<T extends FloatArray>(
  x: T,
  options: WeightNormOptions<T>,
): WeightNormResult<T> {
  const { shape, axis = 0, epsilon = 0 } = optionsOf(options);
  const { plan, kept } = keepAxis(shape, axis), engine = engineOf(options);
  checkArray("x", x, { length: plan.size, unit: "the product of shape" });
  checkEpsilon(epsilon);
  const gamma = outputArray("gamma", options.gamma, { outputs: kept, absent: 1 });
  const y = checkOut("y", options.out, x, { inputs: { x } });
  const squares = meanSquares(engine, plan, x).map((mean) => mean * plan.count);
  const rstd = squares.map((sum) => rstdOf(sum, epsilon));
  applyScale(engine, plan, { x, y, rstd, gamma, beta: new Float64Array(kept) });
  return { y, norm: squares.map(Math.sqrt), rstd };
}

/**
 * The gradient of {@linkcode weightNorm}. With `xhat = x * rstd`, `g = dy * gamma` and sums over each output:
 * `dx = rstd * (g - xhat * sum(g * xhat))`, `dgamma = sum(dy * xhat)`.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape, axis and gamma, and the rstd that forward returned.
 * @returns `dx` like `x`; `dgamma`, float64, one per output.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, axis or a length is not valid.
 *
 * @example
 * ```ts
 * import { weightNorm, weightNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float64Array([3, 0]);
 * const { rstd } = weightNorm(x, { shape: [1, 2] });
 * const dy = new Float64Array([1, 3]);
 * const { dx, dgamma } = weightNormBackward(dy, x, { shape: [1, 2], rstd });
 * assertEquals([...dgamma], [1]); // along x
 * assertEquals([...dx], [0, 1]); // across it
 * ```
 *
 * @see Salimans, Kingma, "Weight Normalization" (2016), arXiv 1602.07868
 */
export function weightNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: WeightNormBackwardOptions<T>,
): { readonly dx: T; readonly dgamma: Float64Array } {
  const { shape, axis = 0 } = optionsOf(options);
  const { plan, kept } = keepAxis(shape, axis), engine = engineOf(options);
  checkArray("dy", dy, { length: plan.size, unit: "the product of shape" });
  checkArray("x", x, { length: plan.size, unit: "the product of shape" });
  checkArray("rstd", options.rstd, { length: kept, unit: "outputs" });
  const gamma = outputArray("gamma", options.gamma, { outputs: kept, absent: 1 });
  const dx = checkOut("dx", options.out, x, { inputs: { dy, x } });
  const mean = new Float64Array(kept), rstd = Float64Array.from(options.rstd);
  const scales = { mean, rstd, gamma };
  const { gxhat, dgamma } = engine.gradientSums(plan, dy, x, scales);
  engine.gradientApply(plan, { dy, x, dx }, { ...scales, offset: mean, slope: gxhat });
  return { dx, dgamma };
}
