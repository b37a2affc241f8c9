/** The gradient of a convolution with respect to 3x3 filters, in the tiles of the forward pass. */

import { advance, loopWhile, repeat, select, when } from "../../simd/_wasm/control.ts";
import { clear } from "../../simd/_wasm/memory.ts";
import type { FunctionBuilder } from "../../simd/_wasm/module.ts";
import { i32 } from "../../simd/_wasm/scalars.ts";
import type { Local, Statement, Value } from "../../simd/_wasm/types.ts";
import { f32x4, v128 } from "../../simd/_wasm/vectors.ts";
import { type Kernel, kernel } from "../../simd/_kernels/job.ts";
import { OUTSIDE } from "./convolve.ts";
import { multiplyPacked, PACKED_COLUMNS } from "./packed_tile.ts";
import { createTile, TILE_ROWS } from "./tile.ts";
import {
  BLOCK_TILES,
  blockPitch,
  factorAddress,
  filterPitch,
  GAP_BYTES,
  panelAddress,
  transformInputs,
} from "./winograd.ts";
import {
  filterTranspose,
  outputTranspose,
  TILE_OUTPUTS,
  TILE_PRODUCTS,
  transformSquare,
} from "./winograd_transforms.ts";

type Int = Value<"i32">;

const FIELDS = [
  "x",
  "rowPlaces",
  "columnPlaces",
  "zeros",
  "dy",
  // Byte offsets in an image of `dy`, `[tiles, 16]`.
  "dyPlaces",
  // Each lane's own memory: its sums, 36 matrices, then factors of the inputs,
  // `[36, inputs / 4, tiles, 4]`, and of the gradients, 36 matrices of panels.
  "scratch",
  "scratchBytes",
  "tilesAcross",
  "tilesPerImage",
  "images",
  "inputs",
  "outputs",
  "xImageBytes",
  "dyImageBytes",
  "lanes",
  "blocks",
] as const;
type Field = typeof FIELDS[number];

/** Sums over all tiles of products of factors; a unit is a lane. */
export const winogradSums: Kernel = kernel("winogradSums", FIELDS, (builder, unit, field) => {
  const [block, tile, tiles, first, sums, factors, gradients] = builder.locals("i32", 7);
  const perImage = field.tilesPerImage;
  const all = i32.mul(field.images, perImage);
  const call = { field, tile, tiles, first, sums, factors, gradients, perImage };
  const pitch = blockPitch(i32.shl(field.inputs, i32.const(2)));
  return [
    sums.set(i32.add(field.scratch, i32.mul(unit, field.scratchBytes))),
    factors.set(i32.add(
      sums,
      i32.mul(filterPitch(field.inputs, field.outputs), i32.const(TILE_PRODUCTS)),
    )),
    gradients.set(i32.add(factors, i32.mul(pitch, i32.const(TILE_PRODUCTS)))),
    clear(sums, i32.sub(factors, sums)),
    block.set(unit),
    loopWhile(i32.lt(block, field.blocks), [
      first.set(i32.mul(block, i32.const(BLOCK_TILES))),
      tiles.set(i32.sub(all, first)),
      tiles.set(select(i32.lt(tiles, i32.const(BLOCK_TILES)), tiles, i32.const(BLOCK_TILES))),
      ...transformInputs(builder, call),
      ...transformGradients(builder, call),
      ...sumProducts(builder, call),
      advance(block, field.lanes),
    ]),
  ];
});

interface Call {
  readonly field: Readonly<Record<Field, Int>>;
  readonly tile: Local<"i32">;
  readonly tiles: Int;
  readonly first: Int;
  readonly sums: Int;
  readonly factors: Int;
  readonly gradients: Int;
  readonly perImage: Int;
}

function transformGradients(
  builder: FunctionBuilder,
  { field, tile, tiles, first, gradients, perImage }: Call,
): Statement[] {
  const [image, places, place, channel, to, bytes, pitch] = builder.locals("i32", 7);
  const pointers = builder.locals("i32", 16);
  const index = i32.add(first, tile);
  return [
    bytes.set(i32.shl(field.outputs, i32.const(2))),
    pitch.set(blockPitch(bytes)),
    tile.set(i32.const(0)),
    repeat([
      image.set(i32.add(field.dy, i32.mul(i32.div(index, perImage), field.dyImageBytes))),
      places.set(i32.add(field.dyPlaces, i32.mul(i32.rem(index, perImage), i32.const(64)))),
      ...pointers.flatMap((pointer, i) => [
        place.set(i32.load(places, 4 * i)),
        pointer.set(select(
          i32.eq(place, i32.const(OUTSIDE)),
          field.zeros,
          i32.add(image, place),
        )),
      ]),
      channel.set(i32.const(0)),
      repeat([
        to.set(panelAddress({
          base: gradients,
          row: tile,
          column: i32.div(channel, i32.const(4)),
          rows: i32.const(BLOCK_TILES),
          columns: field.outputs,
        })),
        ...transformSquare(builder, outputTranspose, {
          size: TILE_OUTPUTS,
          read: (row, column) =>
            v128.load(i32.add(pointers[TILE_OUTPUTS * row + column]!, channel)),
          write: (_row, _column, value) => [v128.store(to, value), advance(to, pitch)],
        }),
        advance(channel, 16),
      ], i32.lt(channel, bytes)),
      advance(tile, 1),
    ], i32.lt(tile, tiles)),
  ];
}

/** 36 times: the factors of the inputs, turned, by those of the gradients. */
function sumProducts(
  builder: FunctionBuilder,
  { field, tiles, sums, factors, gradients }: Call,
): Statement[] {
  const [product, channel, column, target, xBytes, dyBytes] = builder.locals("i32", 6);
  const [x, dy, element, row] = builder.locals("i32", 4);
  const panel = (vectors: number): Statement[] => {
    const tile = createTile(builder, vectors);
    const each = (body: (sum: Local<"v128">, offset: number) => Statement): Statement[] =>
      tile.sums.flat().map((sum, i) => body(sum, 16 * i));
    return [
      ...each((sum, offset) => sum.set(v128.load(target, offset))),
      element.set(factorAddress(x, i32.const(0), channel)),
      row.set(i32.add(dy, i32.mul(column, i32.const(BLOCK_TILES)))),
      ...multiplyPacked(builder, tile, {
        rows: [element],
        panel: row,
        length: tiles,
      }),
      ...each((sum, offset) => v128.store(target, sum, offset)),
      advance(target, 16 * vectors * TILE_ROWS),
    ];
  };
  return [
    xBytes.set(i32.shl(field.inputs, i32.const(2))),
    dyBytes.set(i32.shl(field.outputs, i32.const(2))),
    target.set(sums),
    x.set(factors),
    dy.set(gradients),
    product.set(i32.const(0)),
    repeat([
      channel.set(i32.const(0)),
      repeat([
        column.set(i32.const(0)),
        repeat([
          when(i32.lt(i32.const(16), i32.sub(dyBytes, column)), panel(2), panel(1)),
          advance(column, 4 * PACKED_COLUMNS),
        ], i32.lt(column, dyBytes)),
        advance(channel, 16),
      ], i32.lt(channel, xBytes)),
      advance(target, GAP_BYTES),
      advance(x, blockPitch(xBytes)),
      advance(dy, blockPitch(dyBytes)),
      advance(product, 1),
    ], i32.lt(product, i32.const(TILE_PRODUCTS))),
  ];
}

/** Where the sums of an input and 4 outputs stand in their matrix: 4x8 of them lie together. */
function sumOffset(
  { input, output, outputs }: { readonly input: Int; readonly output: Int; readonly outputs: Int },
): Int {
  const first = i32.and(output, i32.const(-PACKED_COLUMNS));
  const left = i32.sub(outputs, first);
  const width = select(i32.lt(left, i32.const(PACKED_COLUMNS)), left, i32.const(PACKED_COLUMNS));
  const rows = i32.and(input, i32.const(-TILE_ROWS));
  const inTile = i32.add(i32.mul(i32.sub(input, rows), width), i32.sub(output, first));
  const before = i32.add(i32.mul(rows, outputs), i32.mul(first, i32.const(TILE_ROWS)));
  return i32.shl(i32.add(before, inTile), i32.const(2));
}

/** The lanes' sums, added and transformed into `[3, 3, inputs, outputs]`; a unit is one input channel. */
export const winogradFilterGradient: Kernel = kernel(
  "winogradFilterGradient",
  ["sums", "scratchBytes", "lanes", "dfilter", "inputs", "outputs"],
  (builder, unit, field) => {
    const [output, lane, from, to, tap, matrix] = builder.locals("i32", 6);
    const totals = builder.locals("v128", TILE_PRODUCTS);
    return [
      tap.set(i32.shl(i32.mul(field.inputs, field.outputs), i32.const(2))),
      matrix.set(filterPitch(field.inputs, field.outputs)),
      output.set(i32.const(0)),
      repeat([
        from.set(i32.add(field.sums, sumOffset({ input: unit, output, outputs: field.outputs }))),
        to.set(i32.shl(i32.add(i32.mul(unit, field.outputs), output), i32.const(2))),
        to.set(i32.add(field.dfilter, to)),
        ...totals.map((total, i) =>
          total.set(v128.load(i32.add(from, i32.mul(matrix, i32.const(i)))))
        ),
        lane.set(i32.const(1)),
        loopWhile(i32.lt(lane, field.lanes), [
          advance(from, field.scratchBytes),
          ...totals.map((total, i) =>
            total.set(f32x4.add(
              total,
              v128.load(i32.add(from, i32.mul(matrix, i32.const(i)))),
            ))
          ),
          advance(lane, 1),
        ]),
        ...transformSquare(builder, filterTranspose, {
          size: 6,
          read: (row, column) => totals[6 * row + column]!,
          write: (_row, _column, value) => [v128.store(to, value), advance(to, tap)],
        }),
        advance(output, 4),
      ], i32.lt(output, field.outputs)),
    ];
  },
);
