/** Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations. */

/** `matrix = sum(values[k] * vectors[k]' vectors[k])`. */
export interface SymmetricEigen {
  /** In no particular order. */
  readonly values: Float64Array;
  /** One eigenvector of length 1 per row. */
  readonly vectors: Float64Array;
}

/** Six or seven are usual; each squares what is left. */
const MAX_SWEEPS = 40;

/**
 * Cyclic sweeps until every element off the diagonal is rounding beside the two on it, which keeps small
 * eigenvalues of a positive definite matrix accurate as well. NaN or infinity make everything NaN.
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const a = matrix.slice();
  const vectors = identity(size);
  if (!a.every(Number.isFinite)) {
    return { values: new Float64Array(size).fill(NaN), vectors: vectors.fill(NaN) };
  }
  for (let sweep = 0, rotated = true; rotated && sweep < MAX_SWEEPS; sweep++) {
    rotated = false;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const off = a[p * size + q]!;
        // Two roots, because the product of two variances may be out of range.
        const beside = Math.sqrt(Math.abs(a[p * size + p]!)) *
          Math.sqrt(Math.abs(a[q * size + q]!));
        if (off === 0 || Math.abs(off) <= Number.EPSILON * beside) continue;
        rotate(a, vectors, { p, q, size });
        rotated = true;
      }
    }
  }
  return { values: Float64Array.from({ length: size }, (_, k) => a[k * size + k]!), vectors };
}

/** Turns the plane of axes p and q so that `a[p, q]` becomes 0 (Golub, Van Loan, section 8.5). */
function rotate(
  a: Float64Array,
  vectors: Float64Array,
  { p, q, size }: { readonly p: number; readonly q: number; readonly size: number },
): void {
  const off = a[p * size + q]!;
  const tau = (a[q * size + q]! - a[p * size + p]!) / (2 * off);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
  const c = 1 / Math.hypot(1, t), s = t * c;
  const app = a[p * size + p]! - t * off, aqq = a[q * size + q]! + t * off;
  for (let k = 0; k < size; k++) {
    const kp = a[p * size + k]!, kq = a[q * size + k]!;
    const turnedP = c * kp - s * kq, turnedQ = s * kp + c * kq;
    a[p * size + k] = turnedP, a[q * size + k] = turnedQ;
    a[k * size + p] = turnedP, a[k * size + q] = turnedQ;
    const vp = vectors[p * size + k]!, vq = vectors[q * size + k]!;
    vectors[p * size + k] = c * vp - s * vq;
    vectors[q * size + k] = s * vp + c * vq;
  }
  a[p * size + p] = app, a[q * size + q] = aqq;
  a[p * size + q] = 0, a[q * size + p] = 0;
}

function identity(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let k = 0; k < size; k++) matrix[k * size + k] = 1;
  return matrix;
}
