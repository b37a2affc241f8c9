/**
 * Convolution without a copy of its input: every position of the output has a list of places in the
 * input, one to a tap of the filter (Dukhan 2019, "The Indirect Convolution Algorithm"). A matrix
 * product is the same with one tap.
 */

import { advance, repeat, select, when } from "../../simd/_wasm/control.ts";
import type { FunctionBuilder } from "../../simd/_wasm/module.ts";
import { i32 } from "../../simd/_wasm/scalars.ts";
import type { Statement, Value } from "../../simd/_wasm/types.ts";
import { v128 } from "../../simd/_wasm/vectors.ts";
import { type Kernel, kernel } from "../../simd/_kernels/job.ts";
import { createTile, multiplyRows, PANEL_COLUMNS, storeLanes, TILE_ROWS } from "./tile.ts";

type Int = Value<"i32">;

/** How many positions a unit has: their input stays in the second-level cache for all panels. */
export const UNIT_POSITIONS = 64;

/** What the list of places says where a tap lies outside of the input. */
export const OUTSIDE = -1;

const FIELDS = [
  "x",
  // Byte offsets in an image of `x`, `[positions, taps]`.
  "places",
  // The address of a row of zeros, for taps that lie outside.
  "zeros",
  // Panels of `[taps, inputs, 12 columns]`; the last one has 4, 8 or 12.
  "weights",
  "bias",
  "y",
  // Byte offsets in an image of `y`, `[positions]`.
  "targets",
  "positions",
  "taps",
  "inputs",
  "outputs",
  "xImageBytes",
  "yImageBytes",
  // From one image's weights to the next's; 0 if they are the same.
  "weightImageBytes",
  // How many units an image has.
  "blocks",
] as const;
type Field = typeof FIELDS[number];

/** `y[position] = bias + sum over taps of x[place] * weights[tap]`, 64 positions of an image. */
export const convolve: Kernel = kernel("convolve", FIELDS, (builder, unit, field) => {
  const [image, from, to, column, weights] = builder.locals("i32", 5);
  const panel = (vectors: number) =>
    convolvePanel(builder, { vectors, field, image, from, to, column, weights });
  const left = i32.sub(field.outputs, column);
  return [
    image.set(i32.div(unit, field.blocks)),
    from.set(i32.mul(i32.rem(unit, field.blocks), i32.const(UNIT_POSITIONS))),
    to.set(i32.add(from, i32.const(UNIT_POSITIONS))),
    to.set(select(i32.lt(field.positions, to), field.positions, to)),
    weights.set(i32.add(field.weights, i32.mul(image, field.weightImageBytes))),
    column.set(i32.const(0)),
    repeat([
      when(
        i32.lt(i32.const(8), left),
        panel(3),
        [when(i32.lt(i32.const(4), left), panel(2), panel(1))],
      ),
      advance(column, PANEL_COLUMNS),
    ], i32.lt(column, field.outputs)),
  ];
});

/** All positions of a unit by one panel; `weights` moves on to the next panel. */
function convolvePanel(
  builder: FunctionBuilder,
  { vectors, field, image, from, to, column, weights }: {
    readonly vectors: number;
    readonly field: Readonly<Record<Field, Int>>;
    readonly image: Int;
    readonly from: Int;
    readonly to: Int;
    readonly column: Int;
    readonly weights: ReturnType<FunctionBuilder["local"]> & Parameters<typeof advance>[0];
  },
): Statement[] {
  // A narrow panel takes more rows at a time: sums wait for their own last addition.
  const height = vectors === 1 ? 2 * TILE_ROWS : TILE_ROWS;
  const tile = createTile(builder, vectors, height);
  const [position, last, x, bias, panel, tap, place, target] = builder.locals("i32", 8);
  const rows = tile.sums.map(() => builder.local("i32"));
  const places = tile.sums.map(() => builder.local("i32"));
  // Past the end, the last position is computed again: it writes what is there already.
  const positionOf = (row: number) => {
    const wanted = i32.add(position, i32.const(row));
    return select(i32.lt(wanted, to), wanted, last);
  };
  const lanes = i32.sub(i32.sub(field.outputs, column), i32.const(4 * (vectors - 1)));
  return [
    x.set(i32.add(field.x, i32.mul(image, field.xImageBytes))),
    bias.set(i32.add(field.bias, i32.shl(column, i32.const(2)))),
    last.set(i32.sub(to, i32.const(1))),
    position.set(from),
    repeat([
      ...places.map((local, i) =>
        local.set(
          i32.add(field.places, i32.shl(i32.mul(positionOf(i), field.taps), i32.const(2))),
        )
      ),
      ...tile.sums.flatMap((row) => row.map((sum, j) => sum.set(v128.load(bias, 16 * j)))),
      panel.set(weights),
      tap.set(i32.const(0)),
      repeat([
        ...rows.flatMap((row, i) => [
          place.set(i32.load(places[i]!)),
          row.set(select(
            i32.eq(place, i32.const(OUTSIDE)),
            field.zeros,
            i32.add(x, place),
          )),
          advance(places[i]!, 4),
        ]),
        ...multiplyRows(builder, tile, { rows, panel, length: field.inputs }),
        advance(tap, 1),
      ], i32.lt(tap, field.taps)),
      ...tile.sums.flatMap((row, i) => {
        const offset = i32.load(
          i32.add(field.targets, i32.shl(positionOf(i), i32.const(2))),
        );
        const base = i32.add(field.y, i32.mul(image, field.yImageBytes));
        return [
          target.set(i32.add(i32.add(base, offset), i32.shl(column, i32.const(2)))),
          ...row.slice(0, -1).map((sum, j) => v128.store(target, sum, 16 * j)),
          advance(target, 16 * (vectors - 1)),
          ...storeLanes(target, row.at(-1)!, lanes),
        ];
      }),
      advance(position, height),
    ], i32.lt(position, to)),
    weights.set(i32.add(
      weights,
      i32.mul(i32.mul(field.taps, field.inputs), i32.const(16 * vectors)),
    )),
  ];
}
