/** The gradient of a convolution with respect to its filter. */

import { advance, repeat, select, when } from "../../simd/_wasm/control.ts";
import type { FunctionBuilder } from "../../simd/_wasm/module.ts";
import { i32 } from "../../simd/_wasm/scalars.ts";
import type { Local, Statement, Value } from "../../simd/_wasm/types.ts";
import { v128 } from "../../simd/_wasm/vectors.ts";
import { type Kernel, kernel } from "../../simd/_kernels/job.ts";
import { OUTSIDE } from "./convolve.ts";
import { createTile, multiplyOuter, PANEL_COLUMNS } from "./tile.ts";

type Int = Value<"i32">;

/** How many positions are summed up in registers before the sums go to memory. */
export const CHUNK_POSITIONS = 64;

const FIELDS = [
  "x",
  "places",
  "zeros",
  "dy",
  // Where a unit's own sums go: `[taps, inputs, outputs]`, the last two rounded up to 4.
  "sums",
  "sumBytes",
  // The lists of addresses, one of 64 to a unit.
  "pointers",
  "images",
  "positions",
  "taps",
  "inputs",
  "outputs",
  "xImageBytes",
  "yImageBytes",
  // How many units there are: each takes every so many-th chunk.
  "units",
  "chunks",
] as const;

/** `sums[tap] = sum over positions of outer(x[place], dy)`: every `units`-th chunk of 64 positions. */
export const filterGradient: Kernel = kernel("filterGradient", FIELDS, (builder, unit, field) => {
  const [chunk, image, from, positions, x, dy, tap, pointers] = builder.locals("i32", 8);
  const [sums, channel, column, at, place, index, all] = builder.locals("i32", 7);
  const perImage = i32.div(field.chunks, field.images);
  const panel = (vectors: number) =>
    outerPanel(builder, { vectors, pointers, positions, channel, dy, column, sums, field });
  const left = i32.sub(field.outputs, column);
  return [
    pointers.set(i32.add(field.pointers, i32.mul(unit, i32.const(4 * CHUNK_POSITIONS)))),
    chunk.set(unit),
    repeat([
      image.set(i32.div(chunk, perImage)),
      from.set(i32.mul(i32.rem(chunk, perImage), i32.const(CHUNK_POSITIONS))),
      positions.set(i32.sub(field.positions, from)),
      positions.set(select(
        i32.lt(positions, i32.const(CHUNK_POSITIONS)),
        positions,
        i32.const(CHUNK_POSITIONS),
      )),
      x.set(i32.add(field.x, i32.mul(image, field.xImageBytes))),
      dy.set(i32.add(
        i32.add(field.dy, i32.mul(image, field.yImageBytes)),
        i32.shl(i32.mul(from, field.outputs), i32.const(2)),
      )),
      sums.set(i32.add(field.sums, i32.mul(unit, field.sumBytes))),
      tap.set(i32.const(0)),
      repeat([
        // Where this tap's inputs lie.
        index.set(i32.const(0)),
        at.set(i32.add(
          field.places,
          i32.shl(i32.add(i32.mul(from, field.taps), tap), i32.const(2)),
        )),
        repeat([
          place.set(i32.load(at)),
          i32.store(
            i32.add(pointers, i32.shl(index, i32.const(2))),
            select(i32.eq(place, i32.const(OUTSIDE)), field.zeros, i32.add(x, place)),
          ),
          advance(at, i32.shl(field.taps, i32.const(2))),
          advance(index, 1),
        ], i32.lt(index, positions)),
        channel.set(i32.const(0)),
        all.set(i32.shl(field.inputs, i32.const(2))),
        repeat([
          column.set(i32.const(0)),
          repeat([
            when(
              i32.lt(i32.const(8), left),
              panel(3),
              [when(i32.lt(i32.const(4), left), panel(2), panel(1))],
            ),
            advance(column, PANEL_COLUMNS),
          ], i32.lt(column, field.outputs)),
          advance(sums, i32.mul(roundedBytes(field.outputs), i32.const(4))),
          advance(channel, 16),
        ], i32.lt(channel, all)),
        advance(tap, 1),
      ], i32.lt(tap, field.taps)),
      advance(chunk, field.units),
    ], i32.lt(chunk, field.chunks)),
  ];
});

/** The bytes of a row of sums. */
function roundedBytes(columns: Int): Int {
  return i32.shl(i32.and(i32.add(columns, i32.const(3)), i32.const(-4)), i32.const(2));
}

/** Four channels by one panel. */
function outerPanel(
  builder: FunctionBuilder,
  { vectors, pointers, positions, channel, dy, column, sums, field }: {
    readonly vectors: number;
    readonly pointers: Int;
    readonly positions: Int;
    readonly channel: Int;
    readonly dy: Int;
    readonly column: Int;
    readonly sums: Int;
    readonly field: { readonly outputs: Int };
  },
): Statement[] {
  const tile = createTile(builder, vectors);
  const [row, target, pointer] = builder.locals("i32", 3);
  const eachSum = (body: (sum: Local<"v128">, offset: number) => Statement): Statement[] => [
    target.set(i32.add(sums, i32.shl(column, i32.const(2)))),
    ...tile.sums.flatMap((locals) => [
      ...locals.map((sum, j) => body(sum, 16 * j)),
      advance(target, roundedBytes(field.outputs)),
    ]),
  ];
  return [
    ...eachSum((sum, offset) => sum.set(v128.load(target, offset))),
    row.set(i32.add(dy, i32.shl(column, i32.const(2)))),
    pointer.set(pointers),
    ...multiplyOuter(builder, tile, {
      positions,
      elements: i32.add(i32.load(pointer), channel),
      row,
      pitch: i32.shl(field.outputs, i32.const(2)),
      next: [advance(pointer, 4)],
    }),
    ...eachSum((sum, offset) => v128.store(target, sum, offset)),
  ];
}
