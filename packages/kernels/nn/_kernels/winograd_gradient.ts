/** The gradient of a convolution with respect to 3x3 filters, in the tiles of the forward pass. */

import { advance, loopWhile, repeat, select, when } from "../../simd/_wasm/control.ts";
import type { FunctionBuilder } from "../../simd/_wasm/module.ts";
import { i32 } from "../../simd/_wasm/scalars.ts";
import type { Local, Statement, Value } from "../../simd/_wasm/types.ts";
import { f32x4, v128 } from "../../simd/_wasm/vectors.ts";
import { type Kernel, kernel } from "../../simd/_kernels/job.ts";
import { OUTSIDE } from "./convolve.ts";
import { createTile, multiplyOuter, PANEL_COLUMNS } from "./tile.ts";
import { BLOCK_TILES, blockPitch, transformInputs } from "./winograd.ts";
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
  "places",
  "zeros",
  "dy",
  // Byte offsets in an image of `dy`, `[tiles, 16]`.
  "dyPlaces",
  // Each lane's own memory: its sums `[36, inputs, outputs]`, which hold zeros before, then factors of
  // the inputs `[36, tiles, inputs]` and of the gradients `[36, tiles, outputs]`.
  "scratch",
  "scratchBytes",
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
      i32.mul(i32.mul(field.inputs, field.outputs), i32.const(4 * TILE_PRODUCTS)),
    )),
    gradients.set(i32.add(factors, i32.mul(pitch, i32.const(TILE_PRODUCTS)))),
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
        to.set(i32.add(i32.add(gradients, i32.mul(tile, bytes)), channel)),
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
  const [x, xRow, dyRow, element, row, at] = builder.locals("i32", 6);
  const panel = (vectors: number): Statement[] => {
    const tile = createTile(builder, vectors);
    const each = (body: (sum: Local<"v128">, offset: number) => Statement): Statement[] => [
      at.set(i32.add(target, i32.shl(column, i32.const(2)))),
      ...tile.sums.flatMap((locals) => [
        ...locals.map((sum, j) => body(sum, 16 * j)),
        advance(at, dyBytes),
      ]),
    ];
    return [
      ...each((sum, offset) => sum.set(v128.load(at, offset))),
      element.set(x),
      row.set(i32.add(dyRow, i32.shl(column, i32.const(2)))),
      ...multiplyOuter(builder, tile, {
        positions: tiles,
        elements: element,
        row,
        pitch: dyBytes,
        next: [advance(element, xBytes)],
      }),
      ...each((sum, offset) => v128.store(at, sum, offset)),
    ];
  };
  const left = i32.sub(field.outputs, column);
  return [
    xBytes.set(i32.shl(field.inputs, i32.const(2))),
    dyBytes.set(i32.shl(field.outputs, i32.const(2))),
    target.set(sums),
    xRow.set(factors),
    dyRow.set(gradients),
    product.set(i32.const(0)),
    repeat([
      channel.set(i32.const(0)),
      repeat([
        x.set(i32.add(xRow, channel)),
        column.set(i32.const(0)),
        repeat([
          when(
            i32.lt(i32.const(8), left),
            panel(3),
            [when(i32.lt(i32.const(4), left), panel(2), panel(1))],
          ),
          advance(column, PANEL_COLUMNS),
        ], i32.lt(column, field.outputs)),
        advance(target, i32.shl(dyBytes, i32.const(2))),
        advance(channel, 16),
      ], i32.lt(channel, xBytes)),
      advance(xRow, blockPitch(xBytes)),
      advance(dyRow, blockPitch(dyBytes)),
      advance(product, 1),
    ], i32.lt(product, i32.const(TILE_PRODUCTS))),
  ];
}

/** The lanes' sums, added and transformed into `[3, 3, inputs, outputs]`; a unit is one input channel. */
export const winogradFilterGradient: Kernel = kernel(
  "winogradFilterGradient",
  ["sums", "scratchBytes", "lanes", "dfilter", "inputs", "outputs"],
  (builder, unit, field) => {
    const [output, lane, from, to, matrix] = builder.locals("i32", 5);
    const totals = builder.locals("v128", TILE_PRODUCTS);
    return [
      matrix.set(i32.shl(i32.mul(field.inputs, field.outputs), i32.const(2))),
      output.set(i32.const(0)),
      repeat([
        to.set(i32.shl(i32.add(i32.mul(unit, field.outputs), output), i32.const(2))),
        from.set(i32.add(field.sums, to)),
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
          write: (_row, _column, value) => [v128.store(to, value), advance(to, matrix)],
        }),
        advance(output, 4),
      ], i32.lt(output, field.outputs)),
    ];
  },
);
