/**
 * Matrix products.
 *
 * @module
 */

import { machineOf } from "../simd/_machines.ts";
import type { SimdEngine } from "../simd/engine.ts";
import { borrow } from "./_borrow.ts";
import { checkFloat32, outputLike, wantedOf } from "./_output.ts";
import { multiply } from "./_product.ts";

/** What {@linkcode matmul} takes. */
export interface MatmulOptions {
  /** Rows of the result. */
  readonly rows: number;
  /** What is summed over. */
  readonly inner: number;
  /** Columns of the result. */
  readonly columns: number;
  /** How many products there are, one after the other. Default 1. */
  readonly batch?: number;
  /** Whether `a` is `[inner, rows]`. Default false: `[rows, inner]`. */
  readonly transposeA?: boolean;
  /** Whether `b` is `[columns, inner]`. Default false: `[inner, columns]`. */
  readonly transposeB?: boolean;
  /** The engine to compute with. */
  readonly engine: SimdEngine;
  /** Written, `[batch, rows, columns]`; new when absent. Not an input. */
  readonly out?: Float32Array;
}

/**
 * Multiplies matrices, one pair after the other: `y[n, i, j] = sum over k of a[n, i, k] * b[n, k, j]`.
 *
 * The bits of a pair's product depend neither on the rest of the batch nor on the number of threads. Sums are
 * float32; tested against float64: within 1e-6 of the largest value plus `1e-6 * sqrt(inner)`, for elements
 * of standard deviation 1. NaN and infinity stay in their row of `a`, or column of `b`. Without rows, columns
 * or a batch the output is empty; with `inner: 0` it is zeros.
 *
 * @param a `[batch, rows, inner]`, or `[batch, inner, rows]` with `transposeA`. Not written.
 * @param b `[batch, inner, columns]`, or `[batch, columns, inner]` with `transposeB`. Not written.
 * @param options The sizes, which arrays are transposed, and the engine.
 * @returns `[batch, rows, columns]`.
 * @throws {TypeError} If an array is no Float32Array, or the engine has no SIMD WebAssembly.
 * @throws {RangeError} If a size is not a non-negative integer, a length is not what the sizes say, or `out`
 * overlaps an input.
 *
 * @example
 * ```ts
 * import { createEngine, matmul } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const [a, b] = [new Float32Array([1, 2]), new Float32Array([3, 4])];
 * assertEquals([...matmul(a, b, { rows: 1, inner: 2, columns: 1, engine })], [11]);
 * engine.dispose();
 * ```
 */
export function matmul(a: Float32Array, b: Float32Array, options: MatmulOptions): Float32Array {
  const { rows, inner, columns, batch = 1, transposeA, transposeB, engine } = options;
  for (const [name, size] of Object.entries({ rows, inner, columns, batch })) {
    if (Number.isSafeInteger(size) && size >= 0) continue;
    throw new RangeError(`${name} must be a non-negative integer, got ${size}`);
  }
  checkFloat32("a", a, wantedOf(transposeA ? [batch, inner, rows] : [batch, rows, inner]));
  checkFloat32("b", b, wantedOf(transposeB ? [batch, columns, inner] : [batch, inner, columns]));
  const y = outputLike(options.out, a, {
    ...wantedOf([batch, rows, columns]),
    inputs: { a, b },
  });
  const machine = machineOf(engine);
  borrow(machine, { inputs: [a], outputs: [y] }, ([from, to]) => {
    multiply(machine, { a: from!, b, y: to! }, options);
  });
  return y;
}
