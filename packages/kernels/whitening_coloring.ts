/**
 * The whitening and coloring transform (WCT): the content takes on the style's mean and covariance.
 *
 * @module
 */

import {
  type ChannelSets,
  covarianceEigen,
  covarianceGradient,
  createChannelSets,
  gather,
  keptEigen,
  matrixOf,
  scatter,
} from "./_channel_sets.ts";
import { checkApart, checkArray, checkEpsilon, checkOut, optionsOf } from "./_check.ts";
import { centerRows, multiply, multiplyTransposed, type Size } from "./_matrix.ts";
import { matrixRoot } from "./_matrix_function.ts";
import type { SymmetricEigen } from "./_symmetric_eigen.ts";
import type { ActivationNormOptions, FloatArray } from "./types.ts";

/** How content and style meet. */
export interface WhiteningColoringChoices extends ActivationNormOptions {
  /** The shape of `style`: the same samples, channels and layout. Default: the shape of `x`. */
  readonly styleShape?: readonly number[];
  /** How many groups of channels to transform apart, a divisor of the channels. Default 1. */
  readonly groups?: number;
  /**
   * How much of the style, any finite number: from 0, which leaves the content as it is unless the style has
   * NaN, to 1 it blends, and beyond it extrapolates. Default 1.
   */
  readonly alpha?: number;
}

/** What {@linkcode whiteningColoring} takes. */
export interface WhiteningColoringOptions<T extends FloatArray> extends WhiteningColoringChoices {
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** The mean and the covariance's eigenvalues and vectors of content and style: see `whitening`. */
export interface KeptTransform<A extends FloatArray = FloatArray> {
  /** The mean of each channel of each sample, `[n * c]`. */
  readonly mean: A;
  /** The eigenvalues of each covariance. */
  readonly eigenvalues: A;
  /** Its eigenvectors, one per row. */
  readonly eigenvectors: A;
  /** The style's mean. */
  readonly styleMean: A;
  /** The style's eigenvalues. */
  readonly styleEigenvalues: A;
  /** The style's eigenvectors. */
  readonly styleEigenvectors: A;
}

/** What {@linkcode whiteningColoring} returns: `y`, and what to keep for backward, float64. */
export interface WhiteningColoringResult<T extends FloatArray> extends KeptTransform<Float64Array> {
  /** The output, of the shape and type of `x`. */
  readonly y: T;
}

/** What {@linkcode whiteningColoringBackward} takes: what forward returned among it. */
export interface WhiteningColoringBackwardOptions<T extends FloatArray>
  extends WhiteningColoringChoices, KeptTransform {
  /** Arrays to write into. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T; readonly dstyle?: T };
}

/**
 * Gives the channels of each sample the style's mean and covariance:
 * `y = alpha * (S (C (x - mean)) + styleMean) + (1 - alpha) * x`, where C is `(covariance + epsilon)**-0.5` of the
 * content and S is `(covariance + epsilon)**0.5` of the style, both biased and symmetric.
 *
 * Where AdaIN matches the standard deviation of each channel, this also matches how channels vary together.
 * The authors divide covariances by one less, have no epsilon and drop small eigenvalues: with `epsilon: 0`
 * only those that are rounding are dropped here. A sample's result does not depend on its batch. A content as
 * its own style stays as it is.
 *
 * Tested against PyTorch in float64: within 1e-11 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The content, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param style The style, as many elements as `styleShape` says; other spatial sizes are welcome.
 * @param options The shapes. Epsilon, added to eigenvalues, is 1e-5 unless given.
 * @returns `y` like `x`; mean, eigenvalues and eigenvectors of both, float64.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If a shape, the layout, epsilon, alpha, groups or a length is not valid.
 *
 * @example
 * ```ts
 * import { whiteningColoring } from "@evenkeel/kernels";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const content = new Float64Array([1, 3]), style = new Float64Array([10, 20, 20, 10]);
 * const options = { shape: [1, 1, 2], styleShape: [1, 1, 4], epsilon: 0 };
 * const { y } = whiteningColoring(content, style, options);
 * assertAlmostEquals(y[0]!, 10, 1e-12); // with one channel it is AdaIN
 * assertAlmostEquals(y[1]!, 20, 1e-12);
 * ```
 *
 * @see Li et al., "Universal Style Transfer via Feature Transforms" (2017), arXiv 1705.08086
 */
export function whiteningColoring<T extends FloatArray>(
  x: T,
  style: FloatArray,
  options: WhiteningColoringOptions<T>,
): WhiteningColoringResult<T> {
  const { sets, styleSets, epsilon, alpha } = open(x, style, options);
  const y = checkOut("y", options.out, x, { inputs: { x } });
  const { matrices, rows, columns } = sets;
  const kept = createKept(sets), styleKept = createKept(sets);
  const mean = sets.mean(x), styleMean = styleSets.mean(style);
  const all = gather(sets, x, mean), styles = gather(styleSets, style, styleMean);
  for (let i = 0; i < matrices; i++) {
    const centered = matrixOf(sets, all, i);
    const eigen = kept.put(i, covarianceEigen(sets, centered));
    const target = styleKept.put(i, covarianceEigen(styleSets, matrixOf(styleSets, styles, i)));
    const { whiten, color, square } = roots(eigen, target, { rows, epsilon });
    const both = multiply(color.matrix, whiten.matrix, square);
    const colored = multiply(both, centered, { rows, inner: rows, columns });
    centered.set(
      colored.map((value, at) => value + styleMean[i * rows + Math.floor(at / columns)]!),
    );
  }
  scatter(
    sets,
    all,
    y,
    (value, i) => alpha === 1 ? value : alpha * value + (1 - alpha) * x[i]!,
  );
  return {
    y,
    mean,
    eigenvalues: kept.values,
    eigenvectors: kept.vectors,
    styleMean,
    styleEigenvalues: styleKept.values,
    styleEigenvectors: styleKept.vectors,
  };
}

/**
 * The gradient of {@linkcode whiteningColoring} to content and style, through means and covariances. Equal
 * eigenvalues do no harm.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The content of the forward call.
 * @param style The style of the forward call.
 * @param options The options of the forward call, and what it returned.
 * @returns `dx` like `x`, and `dstyle` like `style`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If a shape, the layout, epsilon, alpha, groups or a length is not valid.
 *
 * @example
 * ```ts
 * import { whiteningColoring, whiteningColoringBackward } from "@evenkeel/kernels";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const content = new Float64Array([1, 3]), style = new Float64Array([10, 20]);
 * const { y: _, ...kept } = whiteningColoring(content, style, { shape: [1, 1, 2] });
 * const dy = new Float64Array([1, 1]), options = { shape: [1, 1, 2], ...kept };
 * const { dstyle } = whiteningColoringBackward(dy, content, style, options);
 * assertAlmostEquals(dstyle[0]! + dstyle[1]!, 2, 1e-12); // through the style's mean
 * ```
 *
 * @see Li et al. (2017), arXiv 1705.08086
 */
export function whiteningColoringBackward<T extends FloatArray>(
  dy: T,
  x: T,
  style: T,
  options: WhiteningColoringBackwardOptions<T>,
): { readonly dx: T; readonly dstyle: T } {
  const { sets, styleSets, epsilon, alpha } = open(x, style, options);
  checkArray("dy", dy, { length: sets.size, unit: "the product of shape" });
  const { mean, eigen } = keptEigen(sets, options);
  const target = keptEigen(styleSets, {
    mean: options.styleMean,
    eigenvalues: options.styleEigenvalues,
    eigenvectors: options.styleEigenvectors,
  }, ["styleMean", "styleEigenvalues", "styleEigenvectors"]);
  const dx = checkOut("dx", options.out, x, { inputs: { dy, x } });
  const dstyle = checkOut("dstyle", options.out, style, {
    as: "style",
    inputs: { style },
  });
  checkApart("out.dx", dx, { style });
  checkApart("out.dstyle", dstyle, { dy, x, "out.dx": dx });

  const { matrices, rows, columns } = sets;
  const all = gather(sets, x, mean), gradients = gather(sets, dy);
  const styles = gather(styleSets, style, target.mean);
  for (let i = 0; i < matrices; i++) {
    const centered = matrixOf(sets, all, i), styled = matrixOf(styleSets, styles, i);
    const g = matrixOf(sets, gradients, i).map((value) => value * alpha);
    const { whiten, color, square } = roots(eigen(i), target.eigen(i), { rows, epsilon });
    const dboth = multiplyTransposed(g, centered, { rows, inner: columns, columns: rows });
    const dcolor = color.gradient(multiply(dboth, whiten.matrix, square));
    const dwhiten = whiten.gradient(multiply(color.matrix, dboth, square));
    const back = multiply(whiten.matrix, color.matrix, square);
    const direct = multiply(back, g, { rows, inner: rows, columns });
    const through = covarianceGradient(sets, centered, dwhiten);
    matrixOf(sets, gradients, i).set(
      centerRows(direct.map((value, at) => value + through[at]!), columns),
    );
    const dstyled = covarianceGradient(styleSets, styled, dcolor);
    const dmean = rowSums(g, { rows, columns });
    styled.set(
      dstyled.map((value, at) =>
        value + dmean[Math.floor(at / styleSets.columns)]! / styleSets.columns
      ),
    );
  }
  scatter(sets, gradients, dx, (value, i) => value + (1 - alpha) * dy[i]!);
  scatter(styleSets, styles, dstyle);
  return { dx, dstyle };
}

function open(
  x: FloatArray,
  style: FloatArray,
  choices: WhiteningColoringChoices,
): {
  readonly sets: ChannelSets;
  readonly styleSets: ChannelSets;
  readonly epsilon: number;
  readonly alpha: number;
} {
  const { styleShape, alpha = 1, epsilon = 1e-5, ...options } = optionsOf(choices);
  const sets = createChannelSets(options);
  const styleSets = createChannelSets({ ...options, shape: styleShape ?? options.shape });
  if (styleSets.matrices !== sets.matrices || styleSets.rows !== sets.rows) {
    throw new RangeError(
      `styleShape must have the samples and channels of shape [${options.shape}], got [${styleShape}]`,
    );
  }
  checkArray("x", x, { length: sets.size, unit: "the product of shape" });
  checkArray("style", style, { length: styleSets.size, unit: "the product of styleShape" });
  checkEpsilon(epsilon);
  if (!Number.isFinite(alpha)) throw new RangeError(`alpha must be finite, got ${alpha}`);
  return { sets, styleSets, epsilon, alpha };
}

function roots(
  eigen: SymmetricEigen,
  target: SymmetricEigen,
  { rows, epsilon }: { readonly rows: number; readonly epsilon: number },
) {
  const square: Size = { rows, inner: rows, columns: rows };
  return {
    whiten: matrixRoot(eigen, { size: rows, epsilon, inverse: true }),
    color: matrixRoot(target, { size: rows, epsilon, inverse: false }),
    square,
  };
}

function createKept({ matrices, rows }: ChannelSets) {
  const values = new Float64Array(matrices * rows);
  const vectors = new Float64Array(matrices * rows * rows);
  return {
    values,
    vectors,
    put(index: number, eigen: SymmetricEigen): SymmetricEigen {
      values.set(eigen.values, index * rows);
      vectors.set(eigen.vectors, index * rows * rows);
      return eigen;
    },
  };
}

function rowSums(
  matrix: Float64Array,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): Float64Array {
  const ones = new Float64Array(columns).fill(1);
  return multiply(matrix, ones, { rows, inner: columns, columns: 1 });
}
