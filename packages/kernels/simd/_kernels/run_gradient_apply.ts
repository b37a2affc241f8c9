/** The backward step of runs. */

import { f32, i32 } from "../_wasm/scalars.ts";
import { f32x4, v128 } from "../_wasm/vectors.ts";
import { type Kernel, kernel } from "./job.ts";
import { alongPiece, locate, PIECE_FIELDS } from "./run_pieces.ts";

/**
 * `dx = ((dy * gamma - offset) - (x - mean) * slope) * rstd`, five 32-bit floats to a run: mean, gamma,
 * offset, slope, rstd.
 */
export const runGradientApply: Kernel = kernel(
  "runGradientApply",
  ["dy", "x", "dx", "params", ...PIECE_FIELDS],
  (builder, unit, field) => {
    const { run, start, bytes, statements } = locate(builder, unit, field);
    const singles = builder.locals("f32", 5);
    const vectors = builder.locals("v128", 5);
    const [mean, gamma, offset, slope, rstd] = singles;
    const [means, gammas, offsets, slopes, rstds] = vectors;
    const [dy, x, dx] = builder.locals("i32", 3);
    return [
      ...statements,
      x.set(i32.add(field.params, i32.mul(run, i32.const(20)))),
      ...singles.map((single, i) => single.set(f32.load(x, 4 * i))),
      ...vectors.map((vector, i) => vector.set(f32x4.splat(singles[i]!))),
      dy.set(i32.add(field.dy, start)),
      x.set(i32.add(field.x, start)),
      dx.set(i32.add(field.dx, start)),
      ...alongPiece(builder, { bytes, pointers: [dy, x, dx] }, {
        vectors: (from) => {
          const g = f32x4.mul(v128.load(dy, from), gammas);
          const centered = f32x4.sub(v128.load(x, from), means);
          const rest = f32x4.sub(f32x4.sub(g, offsets), f32x4.mul(centered, slopes));
          return [v128.store(dx, f32x4.mul(rest, rstds), from)];
        },
        single: [
          f32.store(
            dx,
            f32.mul(
              f32.sub(
                f32.sub(f32.mul(f32.load(dy), gamma), offset),
                f32.mul(f32.sub(f32.load(x), mean), slope),
              ),
              rstd,
            ),
          ),
        ],
      }),
    ];
  },
);
