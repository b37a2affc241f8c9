/** The backward step of columns. */

import { advance, repeat } from "../_wasm/control.ts";
import { i32 } from "../_wasm/scalars.ts";
import { f32x4, v128 } from "../_wasm/vectors.ts";
import { locate, parameters, SHEET_FIELDS, walkTiles, WIDE_VECTORS } from "./column_pieces.ts";
import { type Kernel, kernel } from "./job.ts";

/**
 * `dx = ((dy * gamma - offset) - (x - mean) * slope) * rstd`: five rows of parameters to a sheet: mean,
 * gamma, offset, slope, rstd.
 */
export const columnGradientApply: Kernel = kernel(
  "columnGradientApply",
  ["dy", "x", "dx", "params", ...SHEET_FIELDS],
  (builder, unit, field) => {
    const piece = locate(builder, unit, field);
    const places = builder.locals("i32", 5);
    const means = builder.locals("v128", WIDE_VECTORS);
    const gammas = builder.locals("v128", WIDE_VECTORS);
    const offsets = builder.locals("v128", WIDE_VECTORS);
    const slopes = builder.locals("v128", WIDE_VECTORS);
    const rstds = builder.locals("v128", WIDE_VECTORS);
    const [dy, x, dx, row] = builder.locals("i32", 4);
    return [
      ...piece.statements,
      ...places.map((place, i) => place.set(parameters(field, piece, i))),
      ...walkTiles(builder, piece, {
        body: ({ vectors, at, column, height, pitch }) => [
          ...[means, gammas, offsets, slopes, rstds].flatMap((locals, i) =>
            locals.slice(0, vectors).map((local, v) =>
              local.set(v128.load(i32.add(places[i]!, column), 16 * v))
            )
          ),
          dy.set(i32.add(field.dy, at)),
          x.set(i32.add(field.x, at)),
          dx.set(i32.add(field.dx, at)),
          row.set(i32.const(0)),
          repeat([
            ...means.slice(0, vectors).map((mean, v) => {
              const g = f32x4.mul(v128.load(dy, 16 * v), gammas[v]!);
              const centered = f32x4.sub(v128.load(x, 16 * v), mean);
              const rest = f32x4.sub(f32x4.sub(g, offsets[v]!), f32x4.mul(centered, slopes[v]!));
              return v128.store(dx, f32x4.mul(rest, rstds[v]!), 16 * v);
            }),
            advance(dy, pitch),
            advance(x, pitch),
            advance(dx, pitch),
            advance(row, 1),
          ], i32.lt(row, height)),
        ],
      }),
    ];
  },
);
