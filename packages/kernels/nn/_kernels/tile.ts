/** The inner loops of convolution and matrix product: 4 rows by up to 12 columns in registers. */

import { advance, loopWhile, when } from "../../simd/_wasm/control.ts";
import type { FunctionBuilder } from "../../simd/_wasm/module.ts";
import { f32, i32, instruction } from "../../simd/_wasm/scalars.ts";
import type { Local, Statement, Value } from "../../simd/_wasm/types.ts";
import { f32x4, relaxedMultiplyAdd, v128 } from "../../simd/_wasm/vectors.ts";

type Int = Value<"i32">;
type Vector = Value<"v128">;

/** How many rows are computed together. */
export const TILE_ROWS = 4;
/** How many columns a full panel of weights has. */
export const PANEL_COLUMNS = 12;

/** One lane, four times: a shuffle costs less than a load, whose bounds are checked. */
export function broadcast(vector: Vector, lane: number): Vector {
  const bytes = [0, 1, 2, 3].flatMap(() => [0, 1, 2, 3].map((byte) => 4 * lane + byte));
  return instruction("v128", [0xfd, 0x0d, ...bytes], vector, vector);
}

/** The registers of a tile: `sums[row][vector]`. */
export interface Tile {
  readonly sums: readonly (readonly Local<"v128">[])[];
}

/** Locals for a tile of `vectors` times 4 columns. */
export function createTile(
  builder: FunctionBuilder,
  vectors: number,
  rows: number = TILE_ROWS,
): Tile {
  const row = () => Array.from({ length: vectors }, () => builder.local("v128"));
  return { sums: Array.from({ length: rows }, row) };
}

/** `sums[row] += row[lane] * weights`, for one element of each row. */
export function accumulate(
  { relaxedSimd }: FunctionBuilder,
  { sums }: Tile,
  { weights, element }: {
    readonly weights: readonly Vector[];
    readonly element: (row: number) => { readonly set: Statement; readonly value: Vector };
  },
): Statement[] {
  return sums.flatMap((row, i) => {
    const { set, value } = element(i);
    const add = row.map((sum, j) => {
      const weight = weights[j]!;
      return sum.set(
        relaxedSimd
          ? relaxedMultiplyAdd(value, weight, sum)
          : f32x4.add(sum, f32x4.mul(value, weight)),
      );
    });
    return [set, ...add];
  });
}

/**
 * Multiplies rows that lie anywhere with a panel of weights: `sums += rows * panel`. Rows and panel move
 * on as they are read.
 *
 * @param rows The addresses of the rows' first elements.
 * @param panel The address of the panel, `[length, 4 * vectors]`.
 * @param length How many elements a row has.
 */
export function multiplyRows(
  builder: FunctionBuilder,
  tile: Tile,
  { rows, panel, length }: {
    readonly rows: readonly Local<"i32">[];
    readonly panel: Local<"i32">;
    readonly length: Int;
  },
): Statement[] {
  const vectors = tile.sums[0]!.length;
  const elements = rows.map(() => builder.local("v128"));
  const weights = Array.from({ length: vectors }, () => builder.local("v128"));
  const spread = builder.local("v128");
  const [end, wholeEnd] = builder.locals("i32", 2);
  const first = rows[0]!;
  const panelStep = 16 * vectors;
  const readWeights = (step: number) =>
    weights.map((weight, j) => weight.set(v128.load(panel, step * panelStep + 16 * j)));
  return [
    end.set(i32.add(first, i32.shl(length, i32.const(2)))),
    wholeEnd.set(i32.add(first, i32.shl(i32.and(length, i32.const(-4)), i32.const(2)))),
    loopWhile(i32.lt(first, wholeEnd), [
      ...elements.map((element, i) => element.set(v128.load(rows[i]!))),
      ...[0, 1, 2, 3].flatMap((lane) => [
        ...readWeights(lane),
        ...accumulate(builder, tile, {
          weights,
          element: (i) => ({ set: spread.set(broadcast(elements[i]!, lane)), value: spread }),
        }),
      ]),
      ...rows.map((row) => advance(row, 16)),
      advance(panel, 4 * panelStep),
    ]),
    loopWhile(i32.lt(first, end), [
      ...readWeights(0),
      ...accumulate(builder, tile, {
        weights,
        element: (i) => ({ set: spread.set(v128.load32Splat(rows[i]!)), value: spread }),
      }),
      ...rows.map((row) => advance(row, 4)),
      advance(panel, panelStep),
    ]),
  ];
}

/** Stores the lanes of a vector that are below `lanes`; all of them where it is 4 or more. */
export function storeLanes(address: Int, vector: Vector, lanes: Int): Statement[] {
  const single = [0, 1, 2].map((lane) => ({
    lane,
    store: f32.store(address, f32x4.lane(vector, lane), 4 * lane),
  }));
  const few = single.reduceRight<Statement[]>(
    (rest, { lane, store }) => [when(i32.lt(i32.const(lane), lanes), [store, ...rest])],
    [],
  );
  return [
    when(i32.ge(lanes, i32.const(4)), [v128.store(address, vector)], few),
  ];
}
