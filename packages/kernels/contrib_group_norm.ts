/**
 * keras-contrib's group normalization of channels-last arrays, whose groups are not groups of channels.
 *
 * @module
 */

import { checkGroups, checkShape, optionsOf } from "./_check.ts";
import { normalize, normalizeBackward } from "./normalize.ts";
import type { Loop, Plan } from "./plan.ts";
import type {
  BackwardOptions,
  BackwardResult,
  FloatArray,
  ForwardOptions,
  ForwardResult,
} from "./types.ts";

/** What {@linkcode contribGroupNorm} takes. */
export interface ContribGroupNormOptions<T extends FloatArray> extends ForwardOptions<T> {
  /** The shape of `x`, `[n, ...spatial, c]`, rank at least 2. */
  readonly shape: readonly number[];
  /** The number of groups, a divisor of the channels. keras-contrib's default is 32. */
  readonly groups: number;
}

/** What {@linkcode contribGroupNormBackward} takes. */
export interface ContribGroupNormBackwardOptions<T extends FloatArray> extends BackwardOptions<T> {
  /** The shape of `x`. */
  readonly shape: readonly number[];
  /** The number of groups, a divisor of the channels. */
  readonly groups: number;
  /** The mean that forward returned, `[n * groups]`. */
  readonly mean: FloatArray;
  /** The reciprocal standard deviation that forward returned, `[n * groups]`. */
  readonly rstd: FloatArray;
}

/**
 * What keras-contrib's `GroupNormalization` computes with `axis=-1`, for models that were trained with it.
 *
 * It reads `[n, ...spatial, c]` as `[n, groups, ...spatial, c / groups]` without transposing: a group is the
 * g-th part of a sample's memory, which is a band of the image with all its channels, and gamma and beta
 * of `c / groups` neighbors belong to it. So an element at index i within a sample of S elements belongs to
 * group `g = floor(i / (S / groups))` and has `gamma[g * c / groups + i % (c / groups)]`. Otherwise
 * `y = (x - mean) / sqrt(variance + epsilon) * gamma + beta`, with the biased variance, as always.
 *
 * With one group it is `groupNorm`, channels last. For `axis=1` keras-contrib is `groupNorm`,
 * channels first. New models should use `groupNorm`.
 *
 * A sample's result does not depend on the rest of the batch. One element per group has variance 0, so
 * `y = beta`. NaN and infinity stay in their own group. An empty input gives an empty output.
 *
 * Tested against keras-contrib's steps in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape, the groups, and gamma and beta of `c` elements each. Epsilon is 1e-5 unless
 * given (keras-contrib's).
 * @returns `y` like `x`; `mean`, `variance` and `rstd`, float64 `[n * groups]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, groups, epsilon or a length is not valid.
 *
 * @example
 * ```ts
 * import { contribGroupNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3, 10, 30]); // two positions, two channels
 * const { y, mean } = contribGroupNorm(x, { shape: [1, 2, 2], groups: 2, epsilon: 0 });
 * assertEquals([...mean], [2, 20]); // by position, where groupNorm would have [5.5, 16.5]
 * assertEquals([...y], [-1, 1, -1, 1]);
 * ```
 *
 * @see keras-contrib, `GroupNormalization` of `keras_contrib/layers/normalization/groupnormalization.py`
 */
export function contribGroupNorm<T extends FloatArray>(
  x: T,
  options: ContribGroupNormOptions<T>,
): ForwardResult<T> {
  return normalize(blockPlan(options), x, options);
}

/**
 * The gradient of {@linkcode contribGroupNorm}. With `g = dy * gamma`, `xhat = (x - mean) * rstd` and means
 * over each block: `dx = rstd * (g - mean(g) - xhat * mean(g * xhat))`; `dgamma = sum(dy * xhat)` and
 * `dbeta = sum(dy)` over the elements that share a parameter.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The shape, groups and gamma, and the mean and rstd that forward returned.
 * @returns `dx` like `x`; `dgamma` and `dbeta`, float64 `[c]`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, groups or a length is not valid.
 *
 * @example
 * ```ts
 * import { contribGroupNorm, contribGroupNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 3, 10, 30]);
 * const options = { shape: [1, 2, 2], groups: 2 };
 * const { mean, rstd } = contribGroupNorm(x, options);
 * const dy = new Float32Array([1, 1, 2, 2]);
 * const { dx } = contribGroupNormBackward(dy, x, { ...options, mean, rstd });
 * assertEquals([...dx], [0, 0, 0, 0]);
 * ```
 *
 * @see keras-contrib, `GroupNormalization` of `keras_contrib/layers/normalization/groupnormalization.py`
 */
export function contribGroupNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: ContribGroupNormBackwardOptions<T>,
): BackwardResult<T> {
  return normalizeBackward(blockPlan(options), dy, x, options);
}

/** `[n, groups, positions, c / groups]`, in this order in memory. */
function blockPlan(
  options: { readonly shape: readonly number[]; readonly groups: number },
): Plan {
  const { shape, groups } = optionsOf(options);
  checkShape(shape);
  const n = shape[0]!, c = shape.at(-1)!;
  const perGroup = c / checkGroups(groups, c);
  const positions = shape.slice(1, -1).reduce((all, size) => all * size, 1);
  const loops: [Loop, Loop, Loop, Loop] = [
    { size: n, statistic: groups, affine: 0 },
    { size: groups, statistic: 1, affine: perGroup },
    { size: positions, statistic: 0, affine: 0 },
    { size: perGroup, statistic: 0, affine: 1 },
  ];
  return {
    loops,
    size: n * c * positions,
    statistics: n * groups,
    affines: c,
    count: positions * perGroup,
    centered: true,
  };
}
