/** What the gradients of columns sum up. */

import { advance } from "../_wasm/control.ts";
import { i32 } from "../_wasm/scalars.ts";
import type { Value } from "../_wasm/types.ts";
import { f32x4, f64x2, v128 } from "../_wasm/vectors.ts";
import { locate, parameters, SHEET_FIELDS, walkTiles, WIDE_VECTORS } from "./column_pieces.ts";
import { chains, outputRows } from "./column_sums.ts";
import { type Kernel, kernel } from "./job.ts";
import { HALVES, zero } from "./lanes.ts";

/** Sums of `dy`, and of `dy * (x - mean)`, of each column of each piece. */
export const columnGradientSums: Kernel = kernel(
  "columnGradientSums",
  ["dy", "x", "params", "out", ...SHEET_FIELDS],
  (builder, unit, field) => {
    const piece = locate(builder, unit, field);
    const { pieceColumns } = field;
    const out = outputRows(builder, { unit, out: field.out, pieceColumns, piece });
    const [place, x, dy, target] = builder.locals("i32", 4);
    const means = builder.locals("v128", WIDE_VECTORS);
    const plain = builder.locals("v128", WIDE_VECTORS);
    const product = builder.locals("v128", WIDE_VECTORS);
    const allPlain = builder.locals("v128", WIDE_VECTORS);
    const allProduct = builder.locals("v128", WIDE_VECTORS);
    const d = builder.local("v128");
    const addTo = (row: Value<"i32">, sum: Value<"v128">) => {
      const where = i32.add(row, target);
      return v128.store(where, f64x2.add(v128.load(where), sum));
    };
    return [
      ...piece.statements,
      ...out.statements,
      place.set(parameters(field, piece, 0)),
      ...walkTiles(builder, piece, {
        body: ({ vectors, at, column, height, pitch }) => {
          const own = <T>(locals: readonly T[]) => locals.slice(0, vectors);
          return [
            ...own(means).map((mean, v) => mean.set(v128.load(i32.add(place, column), 16 * v))),
            x.set(i32.add(field.x, at)),
            dy.set(i32.add(field.dy, at)),
            ...[...own(allPlain), ...own(allProduct)].map(zero),
            ...chains(builder, height, {
              before: [...own(plain), ...own(product)].map(zero),
              row: [
                ...own(means).flatMap((mean, v) => [
                  d.set(v128.load(dy, 16 * v)),
                  plain[v]!.set(f32x4.add(plain[v]!, d)),
                  product[v]!.set(
                    f32x4.add(
                      product[v]!,
                      f32x4.mul(d, f32x4.sub(v128.load(x, 16 * v), mean)),
                    ),
                  ),
                ]),
                advance(x, pitch),
                advance(dy, pitch),
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
  },
);
