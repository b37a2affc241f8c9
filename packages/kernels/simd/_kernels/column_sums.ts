/** Sums over the rows of pieces of sheets, one to a column. */

import { advance, loopWhile, when } from "../_wasm/control.ts";
import type { FunctionBuilder } from "../_wasm/module.ts";
import { f32, i32 } from "../_wasm/scalars.ts";
import type { Statement, Value } from "../_wasm/types.ts";
import { f32x4, f64x2, v128 } from "../_wasm/vectors.ts";
import {
  type Block,
  locate,
  parameters,
  type Piece,
  ROWS_AT_ONCE,
  SHEET_FIELDS,
  walkColumns,
  walkRows,
  walkTiles,
  WIDE_VECTORS,
} from "./column_pieces.ts";
import { type Kernel, kernel } from "./job.ts";
import { constant, halves, zero } from "./lanes.ts";
import { DIFFERENCES, GRADIENTS, hasProduct, type Pair, type Terms, treeOf } from "./terms.ts";

/**
 * Rows sampled for the first mean: all if there are fewer than 32, a third of fewer than 128, about 32 of
 * more.
 */
const SAMPLED_ROWS = 32;

/**
 * Writes the mean of a sample of the rows, taken at an odd stride, which seldom aliases with the picture's
 * width. Exact if all values are equal.
 */
function sampleMeans(
  builder: FunctionBuilder,
  { piece, x, place }: {
    readonly piece: Piece;
    readonly x: Value<"i32">;
    readonly place: Value<"i32">;
  },
): Statement[] {
  const [p, row, stride, step] = builder.locals("i32", 4);
  const isOne = i32.eq(stride, i32.const(1));
  const firsts = builder.locals("v128", WIDE_VECTORS);
  const sums = builder.locals("v128", WIDE_VECTORS);
  const share = builder.local("v128");
  return walkColumns(builder, piece, ({ vectors, at, column, height, pitch }) => {
    const own = firsts.slice(0, vectors);
    return [
      stride.set(i32.div(height, i32.const(SAMPLED_ROWS))),
      stride.set(i32.or(i32.shl(stride, isOne), i32.const(1))),
      step.set(i32.mul(pitch, stride)),
      p.set(i32.add(x, at)),
      ...own.flatMap((first, v) => [first.set(v128.load(p, 16 * v)), zero(sums[v]!)]),
      row.set(stride),
      loopWhile(i32.lt(row, height), [
        advance(p, step),
        ...own.map((first, v) =>
          sums[v]!.set(f32x4.add(sums[v]!, f32x4.sub(v128.load(p, 16 * v), first)))
        ),
        advance(row, stride),
      ]),
      share.set(f32x4.splat(f32.div(f32.const(1), f32.convert(i32.div(row, stride))))),
      ...own.map((first, v) =>
        v128.store(
          i32.add(place, column),
          f32x4.add(first, f32x4.mul(sums[v]!, share)),
          16 * v,
        )
      ),
    ];
  });
}

/**
 * Sums of terms and of their products, of each column of each piece: a row of 64-bit floats, and a second
 * row after it. Each column has a parameter; what is "sampled" is found in each piece, and written.
 */
function columnSums(
  name: string,
  { inputs, of }: Terms,
  params: "of columns" | "sampled",
): Kernel {
  const fields = [...inputs, "params", "out", ...SHEET_FIELDS] as const;
  return kernel(name, fields, (builder, unit, field) => {
    const piece = locate(builder, unit, field);
    const { pieceColumns } = field;
    const [place, first, second, sum, product, end] = builder.locals("i32", 6);
    const pointers = inputs.map(() => builder.local("i32"));
    const sums = builder.locals("v128", WIDE_VECTORS);
    const products = builder.locals("v128", WIDE_VECTORS);
    const centers = builder.locals("v128", WIDE_VECTORS);
    const trees = { one: treeOf(builder, 1), many: treeOf(builder, ROWS_AT_ONCE) };
    const addTo = (address: Value<"i32">, value: Value<"v128">, offset: number) =>
      v128.store(address, f64x2.add(v128.load(address, offset), value), offset);
    const begin = place.set(
      {
        "of columns": parameters(field, piece, 0),
        "sampled": i32.add(field.params, i32.mul(unit, i32.shl(pieceColumns, i32.const(2)))),
      }[params],
    );
    /** The rows of a block, some at a time: `turn` is given the pairs of each row and vector. */
    const visit = (
      block: Block,
      turn: (rows: number, pairOf: (row: number, vector: number) => Pair<"v128">) => Statement[],
    ) => [
      ...centers.slice(0, block.vectors).map((center, v) =>
        center.set(v128.load(i32.add(place, block.column), 16 * v))
      ),
      ...pointers.map((pointer, i) => pointer.set(i32.add(field[inputs[i]!], block.at))),
      ...walkRows(builder, { ...block, pointers }, (rows) =>
        turn(
          rows.length,
          (r, v) => of(f32x4, inputs.map((_, i) => v128.load(rows[r]![i]!, 16 * v)), [centers[v]!]),
        )),
    ];
    return [
      ...piece.statements,
      begin,
      ...(params === "sampled" ? sampleMeans(builder, { piece, x: field.x, place }) : []),
      first.set(i32.add(field.out, i32.mul(unit, i32.shl(pieceColumns, i32.const(4))))),
      second.set(i32.add(first, i32.shl(pieceColumns, i32.const(3)))),
      sum.set(first),
      end.set(i32.add(second, i32.shl(pieceColumns, i32.const(3)))),
      loopWhile(i32.lt(sum, end), [
        v128.store(sum, constant(0)),
        advance(sum, 16),
      ]),
      ...walkTiles(builder, piece, { inputs: inputs.length, outputs: 0 }, (block) => {
        const { vectors, column } = block;
        return [
          ...[...sums.slice(0, vectors), ...products.slice(0, vectors)].map(zero),
          ...visit(block, (rows, pairOf) => {
            const tree = rows === 1 ? trees.one : trees.many;
            return sums.slice(0, vectors).flatMap((sum, v) => [
              ...tree.grow((r) => pairOf(r, v)),
              sum.set(f32x4.add(sum, tree.sum)),
              products[v]!.set(f32x4.add(products[v]!, tree.product)),
            ]);
          }),
          sum.set(i32.add(first, i32.shl(column, i32.const(1)))),
          product.set(i32.add(second, i32.shl(column, i32.const(1)))),
          ...halves(vectors, (offset, half, v) => [
            addTo(sum, half(sums[v]!), offset),
            addTo(product, half(products[v]!), offset),
          ]).flat(),
        ];
      }),
      begin,
      ...walkColumns(builder, piece, (block) => {
        const { vectors, column } = block;
        const vanished = sums.slice(0, vectors);
        const isZero = (offset: number) => f64x2.eq(v128.load(product, offset), constant(0));
        return [
          product.set(i32.add(second, i32.shl(column, i32.const(1)))),
          when(
            v128.anyTrue(halves(vectors, isZero).reduce(v128.or)),
            [
              ...vanished.map(zero),
              ...visit(block, (rows, pairOf) =>
                vanished.flatMap((mask, v) => {
                  const each = Array.from({ length: rows }, (_, r) => hasProduct(pairOf(r, v)));
                  return each.map((some) => mask.set(v128.or(mask, some)));
                })),
              // Widened, a mask is NaN or 0.
              ...halves(vectors, (offset, half, v) =>
                v128.store(
                  product,
                  v128.or(
                    v128.load(product, offset),
                    v128.and(half(vanished[v]!), isZero(offset)),
                  ),
                  offset,
                )),
            ],
          ),
        ];
      }),
    ];
  });
}

/** Sums of differences from about the mean, and of their squares; the mean is written. */
export const columnMoments: Kernel = columnSums("columnMoments", DIFFERENCES, "sampled");

/** Sums of `dy`, and of `dy * (x - mean)`. */
export const columnGradientSums: Kernel = columnSums(
  "columnGradientSums",
  GRADIENTS,
  "of columns",
);
