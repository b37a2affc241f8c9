/** The forward step of runs. */

import { f32, i32 } from "../_wasm/scalars.ts";
import { f32x4, v128 } from "../_wasm/vectors.ts";
import { type Kernel, kernel } from "./job.ts";
import { alongPiece, locate, PIECE_FIELDS } from "./run_pieces.ts";

/** `y = (x - mean) * scale + shift`, three 32-bit floats to a run. */
export const runApply: Kernel = kernel(
  "runApply",
  ["x", "y", "params", ...PIECE_FIELDS],
  (builder, unit, field) => {
    const { run, start, bytes, statements } = locate(builder, unit, field);
    const [mean, scale, shift] = builder.locals("f32", 3);
    const [means, scales, shifts] = builder.locals("v128", 3);
    const [x, y] = builder.locals("i32", 2);
    return [
      ...statements,
      x.set(i32.add(field.params, i32.mul(run, i32.const(12)))),
      mean.set(f32.load(x)),
      scale.set(f32.load(x, 4)),
      shift.set(f32.load(x, 8)),
      means.set(f32x4.splat(mean)),
      scales.set(f32x4.splat(scale)),
      shifts.set(f32x4.splat(shift)),
      x.set(i32.add(field.x, start)),
      y.set(i32.add(field.y, start)),
      ...alongPiece(builder, { bytes, pointers: [x, y] }, {
        vectors: (offset) => {
          const centered = f32x4.sub(v128.load(x, offset), means);
          const result = f32x4.add(f32x4.mul(centered, scales), shifts);
          return [v128.store(y, result, offset)];
        },
        single: [
          f32.store(
            y,
            f32.add(f32.mul(f32.sub(f32.load(x), mean), scale), shift),
          ),
        ],
      }),
    ];
  },
);
