/**
 * The three transforms of F(4x4, 3x3), after Winograd: 36 products instead of 144 for 16 outputs
 * (Lavin, Gray 2016). The points are 0, ±3/4, ±3/2 and infinity: the usual 0, ±1, ±2 lose two more bits.
 */

import { f32 } from "../../simd/_wasm/scalars.ts";
import type { FunctionBuilder } from "../../simd/_wasm/module.ts";
import type { Local, Statement, Value } from "../../simd/_wasm/types.ts";
import { f32x4 } from "../../simd/_wasm/vectors.ts";

type Vector = Value<"v128">;

const A = 0.75;
const B = 1.5;
const A2 = A * A;
const B2 = B * B;

/** Inputs of a tile along an axis. */
export const TILE_INPUTS = 6;
/** Outputs of a tile along an axis. */
export const TILE_OUTPUTS = 4;
/** Products of a tile. */
export const TILE_PRODUCTS = 36;

/** A linear map from some vectors to others. */
export type Transform = (from: readonly Vector[]) => readonly Vector[];

function times(factor: number, vector: Vector): Vector {
  return f32x4.mul(vector, f32x4.splat(f32.const(factor)));
}

/** From 6 inputs to 6 factors: the transpose of B. */
export function inputTransform([d0, d1, d2, d3, d4, d5]: readonly Vector[]): readonly Vector[] {
  const pair = (own: number, other: number): readonly [Vector, Vector] => {
    const even = f32x4.sub(d4!, times(other, d2!));
    const odd = times(own, f32x4.sub(d3!, times(other, d1!)));
    return [f32x4.add(even, odd), f32x4.sub(even, odd)];
  };
  const ends = (low: Vector, middle: Vector, high: Vector) =>
    f32x4.add(f32x4.sub(times(A2 * B2, low), times(A2 + B2, middle)), high);
  return [ends(d0!, d2!, d4!), ...pair(A, B2), ...pair(B, A2), ends(d1!, d3!, d5!)];
}

/** From 3 taps to 6 factors: G. */
export function filterTransform([g0, g1, g2]: readonly Vector[]): readonly Vector[] {
  const pair = (point: number, other: number): readonly [Vector, Vector] => {
    const scale = 1 / (2 * point * point * (point * point - other * other));
    const even = f32x4.add(times(scale, g0!), times(scale * point * point, g2!));
    const odd = times(scale * point, g1!);
    return [f32x4.add(even, odd), f32x4.sub(even, odd)];
  };
  return [times(1 / (A2 * B2), g0!), ...pair(A, B), ...pair(B, A), g2!];
}

/** From 6 products to 4 outputs: the transpose of A. */
export function outputTransform([m0, m1, m2, m3, m4, m5]: readonly Vector[]): readonly Vector[] {
  const sumA = f32x4.add(m1!, m2!), differenceA = f32x4.sub(m1!, m2!);
  const sumB = f32x4.add(m3!, m4!), differenceB = f32x4.sub(m3!, m4!);
  return [
    f32x4.add(m0!, f32x4.add(sumA, sumB)),
    f32x4.add(times(A, differenceA), times(B, differenceB)),
    f32x4.add(times(A2, sumA), times(B2, sumB)),
    f32x4.add(f32x4.add(times(A2 * A, differenceA), times(B2 * B, differenceB)), m5!),
  ];
}

/** From 4 gradients of outputs to 6 factors: A. */
export function outputTranspose([y0, y1, y2, y3]: readonly Vector[]): readonly Vector[] {
  const pair = (point: number): readonly [Vector, Vector] => {
    const even = f32x4.add(y0!, times(point * point, y2!));
    const odd = f32x4.add(times(point, y1!), times(point ** 3, y3!));
    return [f32x4.add(even, odd), f32x4.sub(even, odd)];
  };
  return [y0!, ...pair(A), ...pair(B), y3!];
}

/** From 6 sums to 3 taps: the transpose of G. */
export function filterTranspose([m0, m1, m2, m3, m4, m5]: readonly Vector[]): readonly Vector[] {
  const scale = (point: number, other: number) =>
    1 / (2 * point * point * (point * point - other * other));
  const a = scale(A, B), b = scale(B, A);
  const sumA = f32x4.add(m1!, m2!), sumB = f32x4.add(m3!, m4!);
  return [
    f32x4.add(times(1 / (A2 * B2), m0!), f32x4.add(times(a, sumA), times(b, sumB))),
    f32x4.add(
      times(a * A, f32x4.sub(m1!, m2!)),
      times(b * B, f32x4.sub(m3!, m4!)),
    ),
    f32x4.add(f32x4.add(times(a * A2, sumA), times(b * B2, sumB)), m5!),
  ];
}

/** Keeps intermediate vectors in locals, so that they are computed once. */
function keep(
  builder: FunctionBuilder,
  vectors: readonly Vector[],
): { readonly locals: readonly Local<"v128">[]; readonly statements: Statement[] } {
  const locals = vectors.map(() => builder.local("v128"));
  return { locals, statements: locals.map((local, i) => local.set(vectors[i]!)) };
}

/**
 * A transform of a square along both axes: first down each column, then along each row.
 *
 * @param size The rows and columns of the square.
 * @param read The element at a row and a column; it is read once.
 * @param write What becomes of an element of the result.
 */
export function transformSquare(
  builder: FunctionBuilder,
  transform: Transform,
  { size, read, write }: {
    readonly size: number;
    readonly read: (row: number, column: number) => Vector;
    readonly write: (row: number, column: number, value: Vector) => Statement[];
  },
): Statement[] {
  const indices = Array.from({ length: size }, (_, i) => i);
  const columns = indices.map((column) => {
    const inputs = keep(builder, indices.map((row) => read(row, column)));
    const outputs = keep(builder, transform(inputs.locals));
    return { ...outputs, statements: [...inputs.statements, ...outputs.statements] };
  });
  const rows = columns[0]!.locals.map((_, row) => {
    const inputs = columns.map(({ locals }) => locals[row]!);
    return transform(inputs).flatMap((value, column) => write(row, column, value));
  });
  return [...columns.flatMap(({ statements }) => statements), ...rows.flat()];
}
