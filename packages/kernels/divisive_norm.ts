/**
 * Divisive normalization, also known as local contrast normalization: each position by what surrounds it.
 *
 * @module
 */

import { channelArray } from "./_affine.ts";
import { describe } from "./_check.ts";
import { meanSquares } from "./_mean_square.ts";
import { openBackward, openForward } from "./_open.ts";
import { rstdGradient, rstdOf } from "./_rstd.ts";
import { windowMean, windowMeanTransposed, type Windows } from "./_window_mean.ts";
import { forEachElement } from "./_elements.ts";
import { createPlan, type Plan } from "./plan.ts";
import type { ActivationNormOptions, BackwardResult, FloatArray } from "./types.ts";

/** How an activation is normalized by its surroundings. */
export interface DivisiveNormChoices extends ActivationNormOptions {
  /** The side of the window whose mean is subtracted, an odd number of positions. */
  readonly window: number;
  /** The side of the window that suppresses, an odd number of positions. Default: `window`. */
  readonly suppression?: number;
  /**
   * What a window holds beyond the border: nothing (`"crop"`, the default: the paper's sets), or zeros
   * that are counted (`"zeros"`: the authors' code).
   */
  readonly border?: "crop" | "zeros";
  /** The scale, `[c]`; ones when absent. */
  readonly gamma?: FloatArray;
}

/** What {@linkcode divisiveNorm} takes. */
export interface DivisiveNormOptions<T extends FloatArray> extends DivisiveNormChoices {
  /** The shift, `[c]`; zeros when absent. */
  readonly beta?: FloatArray;
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode divisiveNormBackward} takes. */
export interface DivisiveNormBackwardOptions<T extends FloatArray> extends DivisiveNormChoices {
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

/** The paper's sigma**2; its authors' code has the same default. */
const DEFAULT_EPSILON = 1;

/**
 * Subtracts from each position the mean of its surroundings, and divides by their contrast:
 * `v = x - mean(x)`, `y = v / sqrt(mean(v**2) + epsilon) * gamma[c] + beta[c]`, means over all channels and a
 * window of positions around the element's own. The second mean is over the `v` in the window.
 * Each `v` was centered by its own window, so this is not the variance of that window.
 *
 * Any number of spatial axes. With a window over everything it is nearly layer norm. NaN and infinity
 * reach as far as two windows do, and stay in their sample. The window mean is formed in float64.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape and the windows. Epsilon, the paper's sigma**2, is 1 unless given (the
 * authors' code has the same).
 * @returns `y` like `x`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon, a window, border or a length is not valid.
 *
 * @example
 * ```ts
 * import { divisiveNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float64Array([7, 7, 7, 10, 7]); // one channel, five positions
 * const { y } = divisiveNorm(x, { shape: [1, 1, 5], window: 3, epsilon: 0 });
 * assertEquals([y[0], y[3]! > 1, y[4]! < 0], [0, true, true]);
 * ```
 *
 * @see Ren et al., "Normalizing the Normalizers" (2016), arXiv 1611.04520
 */
export function divisiveNorm<T extends FloatArray>(
  x: T,
  options: DivisiveNormOptions<T>,
): { readonly y: T } {
  const { at: { c, engine }, y, epsilon } = openForward(x, options, DEFAULT_EPSILON);
  const gamma = channelArray("gamma", options.gamma, { c, absent: 1 });
  const beta = channelArray("beta", options.beta, { c, absent: 0 });
  const { plan, windows, suppression } = read(options);
  const v = subtractMean(x, { plan, mean: engine.statistics(plan, x).mean, windows });
  const rstd = contrast(meanSquares(engine, plan, v), suppression, epsilon);
  const mean = new Float64Array(plan.statistics);
  engine.apply(plan, v, v, { mean, rstd, gamma, beta });
  y.set(v);
  return { y };
}

/**
 * The gradient of {@linkcode divisiveNorm}. With `g = dy * gamma`, r the reciprocal contrast and W' the
 * transposed window mean: `dv = r * g - v * W'(r**3 * sum(g * v)) / c`, `dx = dv - W'(sum(dv)) / c`, sums over
 * channels; `dgamma = sum(dy * v * r)`, `dbeta = sum(dy)`. Mean and contrast are formed again.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The options of the forward call.
 * @returns `dx` like `x`; `dgamma` and `dbeta`, float64 `[c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon, a window, border or a length is not valid.
 *
 * @example
 * ```ts
 * import { divisiveNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float64Array([7, 7, 7]), dy = new Float64Array([0, 3, 0]);
 * const { dx, dbeta } = divisiveNormBackward(dy, x, { shape: [1, 1, 3], window: 3 });
 * assertEquals([...dx, ...dbeta], [-1, 2, -1, 3]);
 * ```
 *
 * @see Ren et al. (2016), arXiv 1611.04520
 */
export function divisiveNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: DivisiveNormBackwardOptions<T>,
): BackwardResult<T> {
  const { at: { c, engine }, dx, epsilon } = openBackward(dy, x, options, DEFAULT_EPSILON);
  const gamma = channelArray("gamma", options.gamma, { c, absent: 1 });
  const { plan, windows, suppression } = read(options);
  const v = subtractMean(x, { plan, mean: engine.statistics(plan, x).mean, windows });
  const rstd = contrast(meanSquares(engine, plan, v), suppression, epsilon);
  const mean = new Float64Array(plan.statistics);
  const own = Float64Array.from(dy);
  const { gxhat, dgamma, dbeta } = engine.gradientSums(plan, own, v, { mean, rstd, gamma });
  // gxhat is r * sum(g * v): what the contrast gets is -r**3 / 2 times that sum.
  const dsquare = windowMeanTransposed(
    gxhat.map((sum, s) => rstd[s] === 0 ? 0 : sum / rstd[s]! * rstdGradient(rstd[s]!)),
    suppression,
  );
  const dv = new Float64Array(plan.size);
  const total = new Float64Array(plan.statistics);
  forEachElement(plan, (i, s, p) => {
    dv[i] = own[i]! * gamma[p]! * rstd[s]! + 2 * v[i]! * dsquare[s]! / c;
    total[s] = total[s]! + dv[i]!;
  });
  const shared = windowMeanTransposed(total, windows);
  forEachElement(plan, (i, s) => dx[i] = dv[i]! - shared[s]! / c);
  return { dx, dgamma, dbeta };
}

interface Surroundings {
  /** A statistic for each position: the mean over channels, which the windows then go on with. */
  readonly plan: Plan;
  readonly windows: Windows;
  readonly suppression: Windows;
}

function read(options: DivisiveNormChoices): Surroundings {
  const { shape, layout = "channels-first", window, border = "crop" } = options;
  const { suppression = window } = options;
  if (border !== "crop" && border !== "zeros") {
    throw new RangeError(`border must be "crop" or "zeros", got ${describe(border)}`);
  }
  const sizes = layout === "channels-first" ? shape.slice(2) : shape.slice(1, -1);
  return {
    plan: createPlan({ kind: "positional", shape, layout }),
    windows: { sizes, window: checkWindow("window", window), border },
    suppression: { sizes, window: checkWindow("suppression", suppression), border },
  };
}

function checkWindow(name: string, side: number): number {
  if (Number.isSafeInteger(side) && side > 0 && side % 2 === 1) return side;
  throw new RangeError(`${name} must be an odd positive integer, got ${describe(side)}`);
}

/** `x` without the mean of its surroundings, in float64. */
function subtractMean(
  x: FloatArray,
  { plan, mean, windows }: {
    readonly plan: Plan;
    readonly mean: Float64Array;
    readonly windows: Windows;
  },
): Float64Array {
  const local = windowMean(mean, windows);
  const v = new Float64Array(plan.size);
  forEachElement(plan, (i, s) => v[i] = x[i]! - local[s]!);
  return v;
}

/** The reciprocal contrast of each position. */
function contrast(squares: Float64Array, suppression: Windows, epsilon: number): Float64Array {
  return windowMean(squares, suppression).map((square) => rstdOf(square, epsilon));
}
