/** The forward and the backward step of columns. */

import { advance, repeat } from "../_wasm/control.ts";
import { i32 } from "../_wasm/scalars.ts";
import { v128 } from "../_wasm/vectors.ts";
import { locate, parameters, SHEET_FIELDS, walkTiles, WIDE_VECTORS } from "./column_pieces.ts";
import { type Kernel, kernel } from "./job.ts";
import { BACKWARD, FORWARD, type Mapping } from "./map.ts";

/** The parameters of a sheet are rows. */
export function mapColumns(
  name: string,
  { inputs, output, params, more = [], four }: Mapping,
): Kernel {
  const arrays = [...inputs, output];
  const fields = [...arrays, "params", ...more, ...SHEET_FIELDS] as const;
  return kernel(name, fields, (builder, unit, field) => {
    const piece = locate(builder, unit, field);
    const places = Array.from({ length: params }, () => builder.local("i32"));
    const values = places.map(() => builder.locals("v128", WIDE_VECTORS));
    const pointers = arrays.map(() => builder.local("i32"));
    const done = builder.local("i32");
    return [
      ...piece.statements,
      ...places.map((place, i) => place.set(parameters(field, piece, i))),
      ...walkTiles(
        builder,
        piece,
        { inputs: inputs.length, outputs: 1 },
        ({ vectors, at, column, height, pitch }) => [
          ...values.flatMap((locals, i) =>
            locals.slice(0, vectors).map((local, v) =>
              local.set(v128.load(i32.add(places[i]!, column), 16 * v))
            )
          ),
          ...pointers.map((pointer, i) => pointer.set(i32.add(field[arrays[i]!], at))),
          done.set(i32.const(0)),
          repeat([
            ...Array.from({ length: vectors }, (_, v) =>
              v128.store(
                pointers.at(-1)!,
                four(
                  {
                    inputs: pointers.slice(0, -1).map((pointer) => v128.load(pointer, 16 * v)),
                    params: values.map((locals) => locals[v]!),
                    own: [],
                    more: more.map((name) => field[name]),
                  },
                  builder,
                ),
                16 * v,
              )),
            ...pointers.map((pointer) => advance(pointer, pitch)),
            advance(done, 1),
          ], i32.lt(done, height)),
        ],
      ),
    ];
  });
}

/** Forward. */
export const columnApply: Kernel = mapColumns("columnApply", FORWARD);
/** Backward. */
export const columnGradientApply: Kernel = mapColumns("columnGradientApply", BACKWARD);
