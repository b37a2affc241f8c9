/**
 * The indirect convolution for many outputs: some positions at a time are packed as the product reads
 * them, which pays when several panels read them.
 */

import { advance, repeat, select, when } from "../../simd/_wasm/control.ts";
import type { FunctionBuilder } from "../../simd/_wasm/module.ts";
import { i32 } from "../../simd/_wasm/scalars.ts";
import type { Local, Statement, Value } from "../../simd/_wasm/types.ts";
import { v128 } from "../../simd/_wasm/vectors.ts";
import { type Kernel, kernel } from "../../simd/_kernels/job.ts";
import { eachBlock } from "./blocks.ts";
import { OUTSIDE } from "./convolve.ts";
import { multiplyPacked, PACKED_COLUMNS, turnSquare } from "./packed_tile.ts";
import { createTile, storeLanes, TILE_ROWS } from "./tile.ts";

type Int = Value<"i32">;

/** How many positions a block has: they are packed together, and meet all panels. */
export const BLOCK_POSITIONS = 16;

const FIELDS = [
  "x",
  // Byte offsets in an image of `x`, `[positions, taps]`.
  "places",
  // The address of a row of zeros, for taps that lie outside.
  "zeros",
  // Panels of `[taps, inputs, 8 columns]`; the last one has 4 or 8.
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
  // How many blocks an image has.
  "imageBlocks",
  // Each lane's own memory: 16 packed positions.
  "scratch",
  "scratchBytes",
  // How many blocks all images have together.
  "blocks",
  "counter",
] as const;
type Field = typeof FIELDS[number];

interface Call {
  readonly field: Readonly<Record<Field, Int>>;
  readonly image: Int;
  /** The positions of the block. */
  readonly from: Int;
  readonly to: Int;
  readonly packed: Int;
  /** How many steps a product has, four elements each. */
  readonly depth: Int;
}

/** `y[position] = bias + sum over taps of x[place] * weights[tap]`. A unit is a lane. */
export const convolvePacked: Kernel = kernel("convolvePacked", FIELDS, (builder, unit, field) => {
  const [block, image, from, to, column, weights] = builder.locals("i32", 6);
  const [packed, depth] = builder.locals("i32", 2);
  const call = { field, image, from, to, packed, depth };
  const left = i32.sub(field.outputs, column);
  return [
    packed.set(i32.add(field.scratch, i32.mul(unit, field.scratchBytes))),
    depth.set(i32.mul(field.taps, field.inputs)),
    ...eachBlock(block, field, [
      image.set(i32.div(block, field.imageBlocks)),
      from.set(i32.mul(i32.rem(block, field.imageBlocks), i32.const(BLOCK_POSITIONS))),
      to.set(i32.add(from, i32.const(BLOCK_POSITIONS))),
      to.set(select(i32.lt(field.positions, to), field.positions, to)),
      weights.set(i32.add(field.weights, i32.mul(image, field.weightImageBytes))),
      ...packPositions(builder, call),
      column.set(i32.const(0)),
      repeat([
        when(
          i32.lt(i32.const(4), left),
          convolvePanel(builder, 2, { ...call, column, weights }),
          convolvePanel(builder, 1, { ...call, column, weights }),
        ),
        advance(column, PACKED_COLUMNS),
      ], i32.lt(column, field.outputs)),
    ]),
  ];
});

/** Past the end, the last position is computed again: it writes what is there already. */
function clamp(position: Int, to: Int): Int {
  return select(i32.lt(position, to), position, i32.sub(to, i32.const(1)));
}

/** `[positions / 4, taps, inputs, 4 positions]`: an even number of fours. */
function packPositions(
  builder: FunctionBuilder,
  { field, image, from, to, packed, depth }: Call,
): Statement[] {
  const [position, x, tap, place, start, at, end] = builder.locals("i32", 7);
  const rows = builder.locals("i32", TILE_ROWS);
  const places = builder.locals("i32", TILE_ROWS);
  const even = i32.and(i32.add(i32.sub(to, from), i32.const(7)), i32.const(-8));
  return [
    x.set(i32.add(field.x, i32.mul(image, field.xImageBytes))),
    start.set(packed),
    end.set(i32.add(packed, i32.shl(i32.mul(even, depth), i32.const(2)))),
    position.set(from),
    repeat([
      ...places.map((local, i) =>
        local.set(i32.add(
          field.places,
          i32.shl(
            i32.mul(clamp(i32.add(position, i32.const(i)), to), field.taps),
            i32.const(2),
          ),
        ))
      ),
      tap.set(i32.const(0)),
      repeat([
        ...rows.flatMap((row, i) => [
          place.set(i32.load(places[i]!)),
          row.set(select(i32.eq(place, i32.const(OUTSIDE)), field.zeros, i32.add(x, place))),
          advance(places[i]!, 4),
        ]),
        at.set(start),
        advance(start, i32.shl(field.inputs, i32.const(4))),
        // What is read too much is written too, and then overwritten.
        repeat([
          ...turnSquare(builder, { read: rows.map((row) => v128.load(row)), to: at }),
          ...rows.map((row) => advance(row, 16)),
          advance(at, 64),
        ], i32.lt(at, start)),
        advance(tap, 1),
      ], i32.lt(tap, field.taps)),
      advance(position, TILE_ROWS),
    ], i32.lt(start, end)),
  ];
}

/** All positions of a block by one panel; `weights` moves on to the next panel. */
function convolvePanel(
  builder: FunctionBuilder,
  vectors: number,
  { field, image, from, to, packed, depth, column, weights }: Call & {
    readonly column: Int;
    readonly weights: Local<"i32">;
  },
): Statement[] {
  // A narrow panel takes more rows at a time: sums wait for their own last addition.
  const groups = vectors === 1 ? 2 : 1;
  const height = groups * TILE_ROWS;
  const tile = createTile(builder, vectors, height);
  const [position, bias, panel, target, start] = builder.locals("i32", 5);
  const rows = Array.from({ length: groups }, () => builder.local("i32"));
  const groupBytes = i32.shl(depth, i32.const(4));
  const lanes = i32.sub(i32.sub(field.outputs, column), i32.const(4 * (vectors - 1)));
  return [
    bias.set(i32.add(field.bias, i32.shl(column, i32.const(2)))),
    start.set(packed),
    position.set(from),
    repeat([
      ...rows.flatMap((row) => [row.set(start), advance(start, groupBytes)]),
      ...tile.sums.flatMap((row) => row.map((sum, j) => sum.set(v128.load(bias, 16 * j)))),
      panel.set(weights),
      ...multiplyPacked(builder, tile, { rows, panel, length: depth }),
      ...tile.sums.flatMap((row, i) => {
        const index = clamp(i32.add(position, i32.const(i)), to);
        const offset = i32.load(i32.add(field.targets, i32.shl(index, i32.const(2))));
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
    weights.set(panel),
  ];
}
