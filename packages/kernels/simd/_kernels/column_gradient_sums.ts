/** What the gradients of columns sum up. */

import { advance } from "../_wasm/control.ts";
import { i32 } from "../_wasm/scalars.ts";
import type { Value } from "../_wasm/types.ts";
import { f32x4, f64x2, v128 } from "../_wasm/vectors.ts";
import { locate, parameters, SHEET_FIELDS, walkTiles, WIDE_VECTORS } from "./column_pieces.ts";
import { chains, outputRows } from "./column_sums.ts";
import { type Kernel, kernel } from "./job.ts";
import { HALVES, zero } from "./lanes.ts";

/** Three 32-bit floats to a row, where rows have parameters. */
const ROW_BYTES = 12;

function sumsOf(name: string, rowwise: boolean): Kernel {
  const fields = ["dy", "x", "params", "out", ...SHEET_FIELDS] as const;
  return kernel(name, fields, (builder, unit, field) => {
    const piece = locate(builder, unit, field);
    const { pieceColumns } = field;
    const out = outputRows(builder, { unit, out: field.out, pieceColumns, piece });
    const [place, x, dy, target, row, tile] = builder.locals("i32", 6);
    const means = builder.locals("v128", WIDE_VECTORS);
    const plain = builder.locals("v128", WIDE_VECTORS);
    const product = builder.locals("v128", WIDE_VECTORS);
    const allPlain = builder.locals("v128", WIDE_VECTORS);
    const allProduct = builder.locals("v128", WIDE_VECTORS);
    const [d, mean, rstd, shift] = builder.locals("v128", 4);
    const addTo = (row: Value<"i32">, sum: Value<"v128">) => {
      const where = i32.add(row, target);
      return v128.store(where, f64x2.add(v128.load(where), sum));
    };
    return [
      ...piece.statements,
      ...out.statements,
      ...(rowwise
        ? [
          tile.set(i32.mul(i32.div(unit, field.columnPieces), field.pieceRows)),
          tile.set(i32.add(field.params, i32.mul(tile, i32.const(ROW_BYTES)))),
        ]
        : [place.set(parameters(field, piece, 0))]),
      ...walkTiles(builder, piece, {
        after: rowwise ? [tile.set(row)] : [],
        body: ({ vectors, at, column, height, pitch }) => {
          const own = <T>(locals: readonly T[]) => locals.slice(0, vectors);
          return [
            ...(rowwise
              ? [row.set(tile)]
              : own(means).map((mean, v) => mean.set(v128.load(i32.add(place, column), 16 * v)))),
            x.set(i32.add(field.x, at)),
            dy.set(i32.add(field.dy, at)),
            ...[...own(allPlain), ...own(allProduct)].map(zero),
            ...chains(builder, height, {
              before: [...own(plain), ...own(product)].map(zero),
              row: [
                ...(rowwise
                  ? [mean, rstd, shift].map((local, i) => local.set(v128.load32Splat(row, 4 * i)))
                  : []),
                ...own(means).flatMap((columnMean, v) => [
                  d.set(v128.load(dy, 16 * v)),
                  plain[v]!.set(f32x4.add(plain[v]!, d)),
                  product[v]!.set(
                    f32x4.add(
                      product[v]!,
                      f32x4.mul(
                        d,
                        rowwise
                          ? f32x4.add(
                            f32x4.mul(f32x4.sub(v128.load(x, 16 * v), mean), rstd),
                            shift,
                          )
                          : f32x4.sub(v128.load(x, 16 * v), columnMean),
                      ),
                    ),
                  ),
                ]),
                advance(x, pitch),
                advance(dy, pitch),
                ...(rowwise ? [advance(row, ROW_BYTES)] : []),
              ],
              after: own(allPlain).flatMap((sum, v) => [
                sum.set(f32x4.add(sum, plain[v]!)),
                allProduct[v]!.set(f32x4.add(allProduct[v]!, product[v]!)),
              ]),
            }),
            target.set(i32.shl(column, i32.const(1))),
            ...own(allPlain).flatMap((sum, v) =>
              HALVES.flatMap((half) => [
                addTo(out.first, half(sum)),
                addTo(out.second, half(allProduct[v]!)),
                advance(target, 16),
              ])
            ),
          ];
        },
      }),
    ];
  });
}

/** Sums of `dy`, and of `dy * (x - mean)`, of each column of each piece. */
export const columnGradientSums: Kernel = sumsOf("columnGradientSums", false);

/**
 * Sums of `dy`, and of `dy * ((x - mean) * rstd + shift)`, of each column of each piece; every row has
 * a mean, an rstd and a shift of its own. The number of columns need not be a multiple of 4: what is
 * read beyond a row's end goes into sums that nobody reads.
 */
export const lineParameterSums: Kernel = sumsOf("lineParameterSums", true);
