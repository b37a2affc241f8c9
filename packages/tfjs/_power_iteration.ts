/** Power iteration on a matrix, by columns: `[rows, 1]` and `[columns, 1]`. */

import {
  abs,
  add,
  concat,
  div,
  greater,
  matMul,
  maximum,
  reshape,
  type Scalar,
  slice,
  sqrt,
  square,
  step,
  sub,
  sum,
  type Tensor2D,
  where,
} from "@tensorflow/tfjs-core";
import { computeHeld } from "./_held.ts";

/** The singular vectors, as columns. */
export interface SingularVectors {
  readonly u: Tensor2D;
  readonly v: Tensor2D;
}

interface Choices {
  /** The vector that an iteration starts from; the other one is renewed first. */
  readonly start: "u" | "v";
  /** The least length that a vector is divided by. */
  readonly epsilon: number;
}

/** Renews both vectors so many times; for backward they are constants. */
export function iterate(
  matrix: Tensor2D,
  { u, v }: SingularVectors,
  { iterations, ...choices }: Choices & { readonly iterations: number },
): SingularVectors {
  const [rows] = matrix.shape;
  const both = computeHeld([matrix, u, v], ([matrix, u, v]) => {
    let vectors = { u: u as Tensor2D, v: v as Tensor2D };
    for (let i = 0; i < iterations; i++) vectors = renew(matrix as Tensor2D, vectors, choices);
    return concat([vectors.u, vectors.v]);
  }) as Tensor2D;
  return { u: slice(both, [0, 0], [rows, 1]), v: slice(both, [rows, 0], [-1, 1]) };
}

/** The largest singular value, as far as the vectors tell; and what to divide by: 1 if it is 0. */
export function spectralScale(
  matrix: Tensor2D,
  { u, v }: SingularVectors,
): readonly [sigma: Scalar, divisor: Scalar] {
  const sigma: Scalar = reshape(matMul(u, matMul(matrix, v), true), []);
  return [sigma, add(sigma, sub(1, step(abs(sigma))))];
}

function renew(
  matrix: Tensor2D,
  { u, v }: SingularVectors,
  { start, epsilon }: Choices,
): { u: Tensor2D; v: Tensor2D } {
  const left = (from: Tensor2D) => direction(matMul(matrix, from), { epsilon, old: u });
  const right = (from: Tensor2D) => direction(matMul(matrix, from, true), { epsilon, old: v });
  if (start === "u") {
    const next = right(u);
    return { u: left(next), v: next };
  }
  const next = left(v);
  return { u: next, v: right(next) };
}

/** Of unit length; the old one where there is no direction. */
function direction(
  vector: Tensor2D,
  { epsilon, old }: { readonly epsilon: number; readonly old: Tensor2D },
): Tensor2D {
  const length = sqrt(sum(square(vector)));
  return where(greater(length, 0), div(vector, maximum(length, epsilon)), old);
}
