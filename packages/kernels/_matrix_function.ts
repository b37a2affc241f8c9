/** Roots of a covariance by its eigenvalues, and their gradients. */

import { multiply, type Size, transpose } from "./_matrix.ts";
import type { SymmetricEigen } from "./_symmetric_eigen.ts";

/** `E f(D + epsilon) E'`: f is `1 / sqrt` to whiten, `sqrt` to color. */
export interface MatrixRoot {
  readonly matrix: Float64Array;
  /** From the gradient of the matrix to that of the covariance, symmetric. */
  gradient(dmatrix: Float64Array): Float64Array;
}

/**
 * A root of a covariance. Directions in which nothing varies (the eigenvalue plus epsilon is rounding
 * beside the largest) are dropped when whitening, as in the paper.
 */
export function matrixRoot(
  eigen: SymmetricEigen,
  { size, epsilon, inverse }: {
    readonly size: number;
    readonly epsilon: number;
    readonly inverse: boolean;
  },
): MatrixRoot {
  const { vectors } = eigen;
  const spread = eigen.values.map((value) => Math.max(value, 0) + epsilon);
  // Rounding error of an eigenvalue of 0, relative to the largest, for each row: 2.4 epsilon were measured
  // with three rows, for covariances of bytes.
  const rounding = size * 4 * Number.EPSILON;
  const floor = spread.reduce((most, value) => Math.max(most, value), 0) * rounding;
  const root = spread.map((value) => value <= floor ? 0 : Math.sqrt(value));
  const f = inverse ? root.map((value) => value === 0 ? 0 : 1 / value) : root;
  const whole: Size = { rows: size, inner: size, columns: size };
  const turned = transpose(vectors, size);
  return {
    matrix: multiply(scaleColumns(turned, f), vectors, whole),
    gradient(dmatrix) {
      // Daleckii and Krein: in the eigenvectors' axes the derivative is a product with the divided
      // differences of f, which for roots need no division by the gap between two eigenvalues.
      const inside = multiply(multiply(vectors, symmetric(dmatrix, size), whole), turned, whole);
      for (let k = 0; k < size; k++) {
        for (let l = 0; l < size; l++) {
          const at = k * size + l;
          inside[at] = inside[at]! * dividedDifference(root[k]!, root[l]!, inverse);
        }
      }
      return multiply(multiply(turned, inside, whole), vectors, whole);
    },
  };
}

/** `(f(a) - f(b)) / (a - b)` for `a = p**2`, `b = q**2`; 0 for directions that are dropped. */
function dividedDifference(p: number, q: number, inverse: boolean): number {
  if (inverse) return p === 0 || q === 0 ? 0 : -1 / (p * q * (p + q));
  return p + q === 0 ? 0 : 1 / (p + q);
}

function scaleColumns(matrix: Float64Array, by: Float64Array): Float64Array {
  return matrix.map((value, i) => value * by[i % by.length]!);
}

function symmetric(matrix: Float64Array, size: number): Float64Array {
  const other = transpose(matrix, size);
  return matrix.map((value, i) => (value + other[i]!) / 2);
}
