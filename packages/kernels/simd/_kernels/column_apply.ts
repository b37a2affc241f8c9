/** The forward step of columns. */

import { advance, repeat } from "../_wasm/control.ts";
import { i32 } from "../_wasm/scalars.ts";
import { f32x4, v128 } from "../_wasm/vectors.ts";
import { locate, parameters, SHEET_FIELDS, walkTiles, WIDE_VECTORS } from "./column_pieces.ts";
import { type Kernel, kernel } from "./job.ts";

/** `y = (x - mean) * scale + shift`: three rows of parameters to a sheet. */
export const columnApply: Kernel = kernel(
  "columnApply",
  ["x", "y", "params", ...SHEET_FIELDS],
  (builder, unit, field) => {
    const piece = locate(builder, unit, field);
    const places = builder.locals("i32", 3);
    const means = builder.locals("v128", WIDE_VECTORS);
    const scales = builder.locals("v128", WIDE_VECTORS);
    const shifts = builder.locals("v128", WIDE_VECTORS);
    const [x, y, row] = builder.locals("i32", 3);
    return [
      ...piece.statements,
      ...places.map((place, i) => place.set(parameters(field, piece, i))),
      ...walkTiles(builder, piece, {
        body: ({ vectors, at, column, height, pitch }) => {
          const own = means.slice(0, vectors);
          return [
            ...[means, scales, shifts].flatMap((locals, i) =>
              locals.slice(0, vectors).map((local, v) =>
                local.set(v128.load(i32.add(places[i]!, column), 16 * v))
              )
            ),
            x.set(i32.add(field.x, at)),
            y.set(i32.add(field.y, at)),
            row.set(i32.const(0)),
            repeat([
              ...own.map((mean, v) => {
                const centered = f32x4.sub(v128.load(x, 16 * v), mean);
                const result = f32x4.add(f32x4.mul(centered, scales[v]!), shifts[v]!);
                return v128.store(y, result, 16 * v);
              }),
              advance(x, pitch),
              advance(y, pitch),
              advance(row, 1),
            ], i32.lt(row, height)),
          ];
        },
      }),
    ];
  },
);
