/**
 * Engines: the interface between the operations and the machine.
 *
 * @module
 */

import type { Plan } from "./plan.ts";
import type { FloatArray, FusedActivation } from "./types.ts";

/** The first two moments of each statistic, float64. */
export interface Moments {
  /** The mean, `[plan.statistics]`; 0 for a plan that does not center and for an empty statistic. */
  readonly mean: Float64Array;
  /** The biased variance (the mean square, if not centered), `[plan.statistics]`. */
  readonly variance: Float64Array;
}

/** What follows the affine step: `y = activation(y + residual)`. */
export interface Ending {
  /** As long as `x`, and of its type; it may be `y`. Nothing is added if undefined. */
  readonly residual: FloatArray | undefined;
  /** None if undefined. */
  readonly activation: FusedActivation | undefined;
  /** For leaky ReLU. */
  readonly negativeSlope: number;
}

/**
 * `rstd = 1 / (sqrt(variance + inside) + outside)`, or 0 where that denominator is 0; one of the two is 0.
 */
export interface Epsilon {
  /** Added to the variance. */
  readonly inside: number;
  /** Added to the standard deviation. */
  readonly outside: number;
}

/** The numbers that turn `x` into `y`. */
export interface Affine {
  /** `[plan.statistics]`. */
  readonly mean: Float64Array;
  /** `[plan.statistics]`. */
  readonly rstd: Float64Array;
  /** `[plan.affines]`. */
  readonly gamma: Float64Array;
  /** `[plan.affines]`. */
  readonly beta: Float64Array;
  /** What follows, in the same sweep; nothing if undefined. An engine must not ignore it. */
  readonly ending?: Ending | undefined;
}

/** The numbers that turn `x` and `dy` into gradients. */
export interface Scales {
  /** `[plan.statistics]`. */
  readonly mean: Float64Array;
  /** `[plan.statistics]`. */
  readonly rstd: Float64Array;
  /** `[plan.affines]`. */
  readonly gamma: Float64Array;
}

/** What `dy` sums to; with `g = dy * gamma` and `xhat = (x - mean) * rstd`. */
export interface GradientSums {
  /** Sum of `g` over each statistic. */
  readonly g: Float64Array;
  /** Sum of `g * xhat` over each statistic. */
  readonly gxhat: Float64Array;
  /** Sum of `dy * xhat` over the elements that share a gamma. */
  readonly dgamma: Float64Array;
  /** Sum of `dy` over the elements that share a beta. */
  readonly dbeta: Float64Array;
}

/** What the projection subtracts from `g`, per statistic: `dx = rstd * (g - offset - xhat * slope)`. */
export interface Projection {
  /** Through the mean: the mean of `g`, `[plan.statistics]`; 0 if the mean is a constant. */
  readonly offset: Float64Array;
  /** Through the variance: the mean of `g * xhat`, `[plan.statistics]`; 0 if the variance is a constant. */
  readonly slope: Float64Array;
}

/**
 * An engine does three things over a plan: statistics, apply, and gradient, the last in two halves
 * because the sums may have to travel (synchronized batch norm) before they are used.
 *
 * Every array has been checked when it arrives here. `y` may be `x`, and `dx` may be `dy`; `y` overlaps neither
 * gamma nor beta.
 */
export interface Engine {
  /** What it is called in messages and benchmarks. */
  readonly name: string;
  /**
   * Mean and biased variance of every statistic.
   *
   * @param plan Which elements share a statistic.
   * @param x The input, `plan.size` elements. Not written.
   * @returns The moments, float64.
   */
  statistics(plan: Plan, x: FloatArray): Moments;
  /**
   * Writes `y = (x - mean) * rstd * gamma + beta`, and what follows.
   *
   * @param plan Which elements share a statistic, and which a parameter.
   * @param x The input. Not written, unless it is also `y`.
   * @param y The output, as long as `x`, and of its type; written.
   * @param affine The statistics, the parameters, and what follows.
   */
  apply(plan: Plan, x: FloatArray, y: FloatArray, affine: Affine): void;
  /**
   * Sums of the gradient over statistics and affine parameters.
   *
   * @param plan Which elements share a statistic, and which a parameter.
   * @param dy The gradient with respect to `y`. Not written.
   * @param x The input of the forward call. Not written.
   * @param scales The statistics and gamma of the forward call.
   * @returns The four sums, float64.
   */
  gradientSums(plan: Plan, dy: FloatArray, x: FloatArray, scales: Scales): GradientSums;
  /**
   * Writes `dx = rstd * (dy * gamma - offset - xhat * slope)`.
   *
   * @param plan Which elements share a statistic, and which a parameter.
   * @param arrays `dy` and `x`, which are not written unless they are `dx`, and `dx`.
   * @param scales The statistics and gamma of the forward call, and the projection.
   */
  gradientApply(
    plan: Plan,
    arrays: { readonly dy: FloatArray; readonly x: FloatArray; readonly dx: FloatArray },
    scales: Scales & Projection,
  ): void;
  /**
   * Statistics and apply in one go, where that spares memory; the result is the same, to the bit.
   * Undefined, with nothing written, where it does not.
   *
   * @param plan Which elements share a statistic, and which a parameter.
   * @param arrays `x`, and `y`, which is written and may be `x`.
   * @param options The parameters, epsilon, and what follows.
   * @returns The moments and `rstd`, float64; or undefined.
   */
  forward?(
    plan: Plan,
    arrays: { readonly x: FloatArray; readonly y: FloatArray },
    options: {
      /** As the caller has them: of 32 or 64 bits. */
      readonly gamma: FloatArray;
      readonly beta: FloatArray;
      /** As in {@linkcode Affine}. */
      readonly ending?: Ending | undefined;
      /** What makes `rstd` of a variance. */
      readonly epsilon: Epsilon;
    },
  ): (Moments & { readonly rstd: Float64Array }) | undefined;
  /**
   * Both halves of the gradient in one go, likewise.
   *
   * @param plan Which elements share a statistic, and which a parameter.
   * @param arrays `dy`, `x`, and `dx`, which is written and may be `dy`.
   * @param options The statistics and gamma of the forward call, and what fills the projection.
   * @returns The four sums, float64; or undefined.
   */
  backward?(
    plan: Plan,
    arrays: { readonly dy: FloatArray; readonly x: FloatArray; readonly dx: FloatArray },
    options: Scales & {
      /** Fills the projection of the statistics from `from` up to but not including `to`. */
      readonly project: (
        sums: GradientSums,
        projection: Projection,
        range: { readonly from: number; readonly to: number },
      ) => void;
    },
  ): GradientSums | undefined;
}
