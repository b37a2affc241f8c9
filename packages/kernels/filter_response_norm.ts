/**
 * Filter response normalization, with its thresholded linear unit (TLU).
 *
 * @module
 */

import { channelArray } from "./_affine.ts";
import { checkArray, createLike, overlap } from "./_check.ts";
import { forEachElement } from "./_elements.ts";
import type { Instances } from "./_instances.ts";
import { applyScale, meanSquareGradient, meanSquares } from "./_mean_square.ts";
import { openBackward, openForward } from "./_open.ts";
import { rstdOf } from "./_rstd.ts";
import { createPlan } from "./plan.ts";
import type { ActivationNormOptions, BackwardResult, FloatArray } from "./types.ts";

/** What {@linkcode filterResponseNorm} learns. */
export interface FilterResponseParameters {
  /** The scale, `[c]`; ones when absent. */
  readonly gamma?: FloatArray;
  /** The shift, `[c]`; zeros when absent. */
  readonly beta?: FloatArray;
  /** The threshold, `[c]`; when absent, there is none. */
  readonly tau?: FloatArray;
  /** A learned share of epsilon, `[c]` or `[1]`, of which the absolute value is added. */
  readonly learnedEpsilon?: FloatArray;
}

/** What {@linkcode filterResponseNorm} takes. */
export interface FilterResponseNormOptions<T extends FloatArray>
  extends ActivationNormOptions, FilterResponseParameters {
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode filterResponseNorm} returns. */
export interface FilterResponseNormResult<T extends FloatArray> {
  /** The output, of the shape and type of `x`. */
  readonly y: T;
  /** The reciprocal root mean square of each channel of each sample, `[n * c]`. Keep it. */
  readonly rstd: Float64Array;
}

/** What {@linkcode filterResponseNormBackward} takes. */
export interface FilterResponseNormBackwardOptions<T extends FloatArray>
  extends ActivationNormOptions, FilterResponseParameters {
  /** What forward returned, `[n * c]`. */
  readonly rstd: FloatArray;
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

/** What {@linkcode filterResponseNormBackward} returns. */
export interface FilterResponseNormGradients<T extends FloatArray> extends BackwardResult<T> {
  /** The gradient with respect to `tau`, float64 `[c]`; only if it was given. */
  readonly dtau?: Float64Array;
  /** The gradient with respect to `learnedEpsilon`, float64, as long; only if it was given. */
  readonly dlearnedEpsilon?: Float64Array;
}

const DEFAULT_EPSILON = 1e-6;

/**
 * Scales each channel of each sample by its root mean square, and cuts off from below:
 * `y = max(x / sqrt(mean(x ** 2) + epsilon + |learnedEpsilon|) * gamma[c] + beta[c], tau[c])`, the mean over
 * positions.
 *
 * A sample's result does not depend on its batch, to the bit; that is what the paper has in place of
 * batch norm and ReLU. Where maps have a single position, learn epsilon too (the paper starts from
 * 1e-4). NaN and infinity stay in their own channel of their own sample. An empty input gives an empty
 * output.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape; gamma, beta and tau of `c` elements each. Epsilon is 1e-6 unless given (the
 * paper's; timm has 1e-5).
 * @returns `y` like `x`; `rstd`, float64 `[n * c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, epsilon or a length is not valid.
 *
 * @example
 * ```ts
 * import { filterResponseNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([-2, 2]);
 * const tau = new Float32Array([-0.5]);
 * assertEquals([...filterResponseNorm(x, { shape: [1, 1, 2], tau, epsilon: 0 }).y], [-0.5, 1]);
 * ```
 *
 * @see Singh, Krishnan, "Filter Response Normalization Layer" (2019), arXiv 1911.09737
 */
export function filterResponseNorm<T extends FloatArray>(
  x: T,
  options: FilterResponseNormOptions<T>,
): FilterResponseNormResult<T> {
  const { at, y, epsilon } = openForward(x, options, DEFAULT_EPSILON);
  const plan = createPlan({ ...options, kind: "instance" });
  const { gamma, beta, tau, learned } = readParameters(options, at);
  const rstd = meanSquares(at.engine, plan, x).map((square, s) =>
    rstdOf(square, epsilon + Math.abs(learned?.[s % at.c % learned.length] ?? 0))
  );
  applyScale(at.engine, plan, { x, y, rstd, gamma, beta });
  if (tau) forEachElement(plan, (i, _, p) => y[i] = Math.max(y[i]!, tau[p]!));
  return { y, rstd };
}

/**
 * The gradient of {@linkcode filterResponseNorm}. With `xhat = x * rstd`, `dy` set to 0 where the threshold
 * held, `g = dy * gamma` and means over positions: `dx = rstd * (g - xhat * mean(g * xhat))`,
 * `dgamma = sum(dy * xhat)`, `dbeta = sum(dy)`; `dtau` is the sum of the `dy` that were set to 0;
 * `dlearnedEpsilon = -sign(learnedEpsilon) * rstd ** 2 / 2 * sum(g * xhat)`.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The options of the forward call, and the rstd that it returned.
 * @returns `dx` like `x`; `dgamma` and `dbeta`, float64 `[c]`; perhaps `dtau` and `dlearnedEpsilon`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout or a length is not valid.
 *
 * @example
 * ```ts
 * import { filterResponseNorm, filterResponseNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([-2, 2]);
 * const options = { shape: [1, 1, 2], tau: new Float32Array([-0.5]) };
 * const { rstd } = filterResponseNorm(x, options);
 * const dy = new Float32Array([3, 4]);
 * const { dtau, dbeta } = filterResponseNormBackward(dy, x, { ...options, rstd });
 * assertEquals([...dtau!, ...dbeta], [3, 4]);
 * ```
 *
 * @see Singh, Krishnan, "Filter Response Normalization Layer" (2019), arXiv 1911.09737
 */
export function filterResponseNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: FilterResponseNormBackwardOptions<T>,
): FilterResponseNormGradients<T> {
  const { at, dx } = openBackward(dy, x, options);
  const { c, engine } = at;
  const plan = createPlan({ ...options, kind: "instance" });
  const { gamma, beta, tau, learned } = readParameters(options, at);
  checkArray("rstd", options.rstd, { length: plan.statistics, unit: "channels of each sample" });
  const rstd = Float64Array.from(options.rstd);

  let passed = dy;
  let dtau: Float64Array | undefined;
  if (tau) {
    const sums = dtau = new Float64Array(c);
    const y = overlap(dx, dy) || overlap(dx, x) ? createLike(x) : dx;
    applyScale(engine, plan, { x, y, rstd, gamma, beta });
    forEachElement(plan, (i, _, p) => {
      const cut = y[i]! < tau[p]!;
      if (cut) sums[p] = sums[p]! + dy[i]!;
      y[i] = cut ? 0 : dy[i]!;
    });
    passed = y;
  }
  const sums = meanSquareGradient(engine, plan, { dy: passed, x, dx, rstd, gamma });
  const dlearnedEpsilon = learned && new Float64Array(learned.length);
  if (dlearnedEpsilon) {
    for (let s = 0; s < rstd.length; s++) {
      const k = s % c % learned.length;
      const slope = -0.5 * rstd[s]! * rstd[s]! * sums.gxhat[s]!;
      dlearnedEpsilon[k] = dlearnedEpsilon[k]! + Math.sign(learned[k]!) * slope;
    }
  }
  return {
    dx,
    dgamma: sums.dgamma,
    dbeta: sums.dbeta,
    ...(dtau && { dtau }),
    ...(dlearnedEpsilon && { dlearnedEpsilon }),
  };
}

function readParameters(
  { gamma, beta, tau, learnedEpsilon }: FilterResponseParameters,
  { c }: Instances,
): {
  readonly gamma: Float64Array;
  readonly beta: Float64Array;
  readonly tau: Float64Array | undefined;
  readonly learned: FloatArray | undefined;
} {
  if (learnedEpsilon !== undefined) {
    const length = learnedEpsilon.length === 1 ? 1 : c;
    checkArray("learnedEpsilon", learnedEpsilon, { length, unit: "channels, or 1" });
  }
  return {
    gamma: channelArray("gamma", gamma, { c, absent: 1 }),
    beta: channelArray("beta", beta, { c, absent: 0 }),
    tau: tau && channelArray("tau", tau, { c, absent: 0 }),
    learned: learnedEpsilon,
  };
}
