/** Products of small matrices in float64, row by row. */

/** `rows x inner` times `inner x columns`. */
export interface Size {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/** `a b`. */
export function multiply(a: Float64Array, b: Float64Array, size: Size): Float64Array {
  const { rows, inner, columns } = size;
  const product = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const factor = a[i * inner + k]!;
      for (let j = 0; j < columns; j++) {
        product[i * columns + j] = product[i * columns + j]! + factor * b[k * columns + j]!;
      }
    }
  }
  return product;
}

/** `a b'`, where b has `columns` rows of `inner` elements. */
export function multiplyTransposed(a: Float64Array, b: Float64Array, size: Size): Float64Array {
  const { rows, inner, columns } = size;
  const product = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      product[i * columns + j] = dot(a, b, { from: i * inner, other: j * inner, length: inner });
    }
  }
  return product;
}

/** So many products are added one by one. */
const DOT_BLOCK = 128;

/** Sums of halves are added, so that what is rounded hardly grows with the length. */
function dot(
  a: Float64Array,
  b: Float64Array,
  { from, other, length }: {
    readonly from: number;
    readonly other: number;
    readonly length: number;
  },
): number {
  if (length > DOT_BLOCK) {
    const half = DOT_BLOCK * Math.ceil(length / DOT_BLOCK / 2);
    return dot(a, b, { from, other, length: half }) +
      dot(a, b, { from: from + half, other: other + half, length: length - half });
  }
  let sum = 0;
  for (let k = 0; k < length; k++) sum += a[from + k]! * b[other + k]!;
  return sum;
}

/** A square matrix, rows for columns. */
export function transpose(matrix: Float64Array, size: number): Float64Array {
  return matrix.map((_, i) => matrix[(i % size) * size + Math.floor(i / size)]!);
}

/** Subtracts from each row its mean, in place; returns it. */
export function centerRows(matrix: Float64Array, columns: number): Float64Array {
  for (let from = 0; from < matrix.length && columns > 0; from += columns) {
    let sum = 0;
    for (let i = 0; i < columns; i++) sum += matrix[from + i]!;
    const mean = sum / columns;
    for (let i = 0; i < columns; i++) matrix[from + i] = matrix[from + i]! - mean;
  }
  return matrix;
}
