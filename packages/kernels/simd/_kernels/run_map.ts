/** The forward and the backward step of runs. */

import { f32, i32 } from "../_wasm/scalars.ts";
import { f32x4, v128 } from "../_wasm/vectors.ts";
import { type Kernel, kernel } from "./job.ts";
import { BACKWARD, FORWARD, type Mapping } from "./map.ts";
import { alongPiece, locate, PIECE_FIELDS } from "./run_pieces.ts";

/** A run's parameters stand together; what each element has of its own are arrays as long as a run. */
export function mapRuns(
  name: string,
  { inputs, output, params, own: all, more: names = [], one, four }: Mapping,
  elementwise: boolean,
): Kernel {
  const own = elementwise ? all : [];
  const fields = [...inputs, output, "params", ...own, ...names, ...PIECE_FIELDS] as const;
  return kernel(name, fields, (builder, unit, field) => {
    const { run, start, from, bytes, statements } = locate(builder, unit, field);
    const singles = Array.from({ length: params }, () => builder.local("f32"));
    const vectors = singles.map(() => builder.local("v128"));
    const sources = inputs.map(() => builder.local("i32"));
    const owns = own.map(() => builder.local("i32"));
    const more = names.map((name) => field[name]);
    const [target, place] = builder.locals("i32", 2);
    return [
      ...statements,
      place.set(i32.add(field.params, i32.mul(run, i32.const(4 * params)))),
      ...singles.map((single, i) => single.set(f32.load(place, 4 * i))),
      ...vectors.map((vector, i) => vector.set(f32x4.splat(singles[i]!))),
      ...sources.map((source, i) => source.set(i32.add(field[inputs[i]!], start))),
      ...owns.map((local, i) => local.set(i32.add(field[own[i]!], from))),
      target.set(i32.add(field[output], start)),
      ...alongPiece(builder, { bytes, pointers: [...sources, target, ...owns] }, {
        // Of more arrays, a turn of eight is a little slower than one of four.
        atOnce: sources.length + owns.length > 1 ? 4 : 8,
        vectors: (offset) => [
          v128.store(
            target,
            four(
              {
                inputs: sources.map((source) => v128.load(source, offset)),
                params: vectors,
                own: owns.map((local) => v128.load(local, offset)),
                more,
              },
              builder,
            ),
            offset,
          ),
        ],
        single: [
          f32.store(
            target,
            one(
              {
                inputs: sources.map((source) => f32.load(source)),
                params: singles,
                own: owns.map((local) => f32.load(local)),
                more,
              },
              builder,
            ),
          ),
        ],
      }),
    ];
  });
}

/** Forward, one parameter to a run. */
export const runApply: Kernel = mapRuns("runApply", FORWARD, false);
/** Forward, one parameter to an element. */
export const lineApply: Kernel = mapRuns("lineApply", FORWARD, true);
/** Backward, one parameter to a run. */
export const runGradientApply: Kernel = mapRuns("runGradientApply", BACKWARD, false);
/** Backward, one parameter to an element. */
export const lineGradientApply: Kernel = mapRuns("lineGradientApply", BACKWARD, true);
