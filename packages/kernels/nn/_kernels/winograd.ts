/** Convolution by 3x3 filters with stride 1, in tiles of 4x4 outputs. */

import { advance, repeat, select, when } from "../../simd/_wasm/control.ts";
import type { FunctionBuilder } from "../../simd/_wasm/module.ts";
import { f32, i32 } from "../../simd/_wasm/scalars.ts";
import type { Local, Statement, Value } from "../../simd/_wasm/types.ts";
import { f32x4, v128 } from "../../simd/_wasm/vectors.ts";
import { type Kernel, kernel } from "../../simd/_kernels/job.ts";
import { eachBlock } from "./blocks.ts";
import { OUTSIDE } from "./convolve.ts";
import { multiplyPacked, PACKED_COLUMNS, turnSquare } from "./packed_tile.ts";
import { createTile, TILE_ROWS } from "./tile.ts";
import {
  filterTransform,
  inputTransform,
  outputTransform,
  TILE_INPUTS,
  TILE_OUTPUTS,
  TILE_PRODUCTS,
  transformSquare,
} from "./winograd_transforms.ts";

type Int = Value<"i32">;

/** How many tiles are transformed and multiplied together: a few hundred kilobytes. */
export const BLOCK_TILES = 32;

/** Matrices stand a line of the cache further apart: else they would all share a few lines. */
export const GAP_BYTES = 64;

/** From one product's rows to the next one's, given the bytes of a row. */
export function blockPitch(rowBytes: Int): Int {
  return i32.add(i32.mul(rowBytes, i32.const(BLOCK_TILES)), i32.const(GAP_BYTES));
}

/** How many bytes the factors or products of a block of tiles take. */
export function blockBytes(channels: number): number {
  return TILE_PRODUCTS * (4 * channels * BLOCK_TILES + GAP_BYTES);
}

/** From one matrix of a filter's factors, or of their sums, to the next one. */
export function filterPitch(inputs: Int, outputs: Int): Int {
  return i32.add(i32.shl(i32.mul(inputs, outputs), i32.const(2)), i32.const(GAP_BYTES));
}

/** How many bytes the factors of a filter, or their sums, take. */
export function filterBytes(inputs: number, outputs: number): number {
  return TILE_PRODUCTS * (4 * inputs * outputs + GAP_BYTES);
}

/** Where 4 channels of a tile's factors stand: `[channels / 4, tiles, 4]`. */
export function factorAddress(matrix: Int, tile: Int, channelBytes: Int): Int {
  return i32.add(
    i32.add(matrix, i32.mul(channelBytes, i32.const(BLOCK_TILES))),
    i32.shl(tile, i32.const(4)),
  );
}

/** Where 4 elements of a matrix stand, given the first one: in panels of 8 columns, as products read them. */
export function panelAddress(
  { base, row, column, rows, columns }: {
    readonly base: Int;
    readonly row: Int;
    readonly column: Int;
    readonly rows: Int;
    readonly columns: Int;
  },
): Int {
  const first = i32.and(column, i32.const(-PACKED_COLUMNS));
  const left = i32.sub(columns, first);
  const width = select(i32.lt(left, i32.const(PACKED_COLUMNS)), left, i32.const(PACKED_COLUMNS));
  const inPanel = i32.add(i32.mul(row, width), i32.sub(column, first));
  return i32.add(base, i32.shl(i32.add(i32.mul(first, rows), inPanel), i32.const(2)));
}

/** Transforms a filter `[3, 3, inputs, outputs]` into panels; a unit is one input channel. */
export const winogradFilter: Kernel = kernel(
  "winogradFilter",
  ["filter", "weights", "inputs", "outputs"],
  (builder, unit, field) => {
    const [output, from, to, tapBytes, productBytes] = builder.locals("i32", 5);
    return [
      tapBytes.set(i32.shl(i32.mul(field.inputs, field.outputs), i32.const(2))),
      productBytes.set(filterPitch(field.inputs, field.outputs)),
      output.set(i32.const(0)),
      repeat([
        from.set(i32.add(
          field.filter,
          i32.shl(i32.add(i32.mul(unit, field.outputs), output), i32.const(2)),
        )),
        to.set(panelAddress({
          base: field.weights,
          row: unit,
          column: output,
          rows: field.inputs,
          columns: field.outputs,
        })),
        ...transformSquare(builder, filterTransform, {
          size: 3,
          read: (row, column) =>
            v128.load(i32.add(from, i32.mul(tapBytes, i32.const(3 * row + column)))),
          write: (_row, _column, value) => [v128.store(to, value), advance(to, productBytes)],
        }),
        advance(output, 4),
      ], i32.lt(output, field.outputs)),
    ];
  },
);

const FIELDS = [
  "x",
  // Byte offsets: of rows in an image of `x`, `[tilesDown, 6]`, and in rows, `[tilesAcross, 6]`.
  "rowPlaces",
  "columnPlaces",
  "zeros",
  // Transformed filters, 36 matrices of panels.
  "weights",
  "bias",
  "y",
  // Each lane's own memory: factors `[36, inputs / 4, tiles, 4]`, then products `[36, tiles, outputs]`.
  "scratch",
  "scratchBytes",
  "tilesDown",
  "tilesAcross",
  "images",
  "inputs",
  "outputs",
  "height",
  "width",
  "xImageBytes",
  "blocks",
  "counter",
] as const;
type Field = typeof FIELDS[number];

/** `y = bias + convolution of x`; inputs and outputs are multiples of 4. A unit is a lane. */
export const winograd: Kernel = kernel("winograd", FIELDS, (builder, unit, field) => {
  const [block, tile, tiles, first, factors, products, packed, perImage] = builder.locals("i32", 8);
  const all = i32.mul(field.images, perImage);
  const call = { field, tile, tiles, first, factors, products, packed, perImage };
  return [
    perImage.set(i32.mul(field.tilesDown, field.tilesAcross)),
    factors.set(i32.add(field.scratch, i32.mul(unit, field.scratchBytes))),
    products.set(i32.add(
      factors,
      i32.mul(blockPitch(i32.shl(field.inputs, i32.const(2))), i32.const(TILE_PRODUCTS)),
    )),
    packed.set(i32.add(
      products,
      i32.mul(blockPitch(i32.shl(field.outputs, i32.const(2))), i32.const(TILE_PRODUCTS)),
    )),
    ...eachBlock(block, field, [
      first.set(i32.mul(block, i32.const(BLOCK_TILES))),
      tiles.set(i32.sub(all, first)),
      tiles.set(select(i32.lt(tiles, i32.const(BLOCK_TILES)), tiles, i32.const(BLOCK_TILES))),
      ...transformInputs(builder, call),
      ...multiplyFactors(builder, call),
      ...transformProducts(builder, call),
    ]),
  ];
});

interface Call {
  readonly field: Readonly<Record<Field, Int>>;
  readonly tile: Local<"i32">;
  readonly tiles: Int;
  readonly first: Int;
  readonly factors: Int;
  readonly products: Int;
  readonly packed: Int;
  readonly perImage: Int;
}

/** Transforms the inputs of a block of tiles into `[36, inputs / 4, tiles, 4]`. */
export function transformInputs(
  builder: FunctionBuilder,
  { field, tile, tiles, first, factors, perImage }: {
    readonly field: Readonly<
      Record<
        "x" | "rowPlaces" | "columnPlaces" | "zeros" | "tilesAcross" | "inputs" | "xImageBytes",
        Int
      >
    >;
    readonly tile: Local<"i32">;
    readonly tiles: Int;
    readonly first: Int;
    readonly factors: Int;
    readonly perImage: Int;
  },
): Statement[] {
  const [image, inImage, list, channel, to, bytes, pitch] = builder.locals("i32", 7);
  const rows = builder.locals("i32", TILE_INPUTS);
  const columns = builder.locals("i32", TILE_INPUTS);
  const pointers = builder.locals("i32", TILE_PRODUCTS);
  const index = i32.add(first, tile);
  const line = (lists: Int, number: Int, places: readonly Local<"i32">[]): Statement[] => [
    list.set(i32.add(lists, i32.mul(number, i32.const(4 * TILE_INPUTS)))),
    ...places.map((place, i) => place.set(i32.load(list, 4 * i))),
  ];
  const isOutside = (place: Int) => i32.eq(place, i32.const(OUTSIDE));
  return [
    bytes.set(i32.shl(field.inputs, i32.const(2))),
    pitch.set(blockPitch(bytes)),
    tile.set(i32.const(0)),
    repeat([
      image.set(i32.add(field.x, i32.mul(i32.div(index, perImage), field.xImageBytes))),
      inImage.set(i32.rem(index, perImage)),
      ...line(field.rowPlaces, i32.div(inImage, field.tilesAcross), rows),
      ...line(field.columnPlaces, i32.rem(inImage, field.tilesAcross), columns),
      ...pointers.map((pointer, i) => {
        const row = rows[Math.floor(i / TILE_INPUTS)]!, column = columns[i % TILE_INPUTS]!;
        return pointer.set(select(
          i32.or(isOutside(row), isOutside(column)),
          field.zeros,
          i32.add(image, i32.add(row, column)),
        ));
      }),
      channel.set(i32.const(0)),
      repeat([
        to.set(factorAddress(factors, tile, channel)),
        ...transformSquare(builder, inputTransform, {
          size: 6,
          read: (row, column) => v128.load(i32.add(pointers[6 * row + column]!, channel)),
          write: (_row, _column, value) => [v128.store(to, value), advance(to, pitch)],
        }),
        advance(channel, 16),
      ], i32.lt(channel, bytes)),
      advance(tile, 1),
    ], i32.lt(tile, tiles)),
  ];
}

/** 36 matrix products: the factors of the tiles by those of the filter. */
function multiplyFactors(
  builder: FunctionBuilder,
  { field, tile, tiles, factors, products, packed }: Call,
): Statement[] {
  const [product, column, weights, panel, target, channel] = builder.locals("i32", 6);
  const [rowBytes, outBytes, from, to, at] = builder.locals("i32", 5);
  // Rows past the last tile are multiplied too: there is room for them, and nobody reads them.
  const multiplyPanel = (vectors: number): Statement[] => {
    const groups = vectors === 1 ? 2 : 1;
    const registers = createTile(builder, vectors, groups * TILE_ROWS);
    const rows = Array.from({ length: groups }, () => builder.local("i32"));
    return [
      tile.set(i32.const(0)),
      target.set(i32.add(to, i32.shl(column, i32.const(2)))),
      repeat([
        ...rows.map((row, i) =>
          row.set(i32.add(packed, i32.mul(i32.add(tile, i32.const(TILE_ROWS * i)), rowBytes)))
        ),
        ...registers.sums.flat().map((sum) => sum.set(f32x4.splat(f32.const(0)))),
        panel.set(weights),
        ...multiplyPacked(builder, registers, { rows, panel, length: field.inputs }),
        ...registers.sums.flatMap((row) => [
          ...row.map((sum, j) => v128.store(target, sum, 16 * j)),
          advance(target, outBytes),
        ]),
        advance(tile, groups * TILE_ROWS),
      ], i32.lt(tile, tiles)),
      weights.set(panel),
    ];
  };
  const left = i32.sub(field.outputs, column);
  return [
    rowBytes.set(i32.shl(field.inputs, i32.const(2))),
    outBytes.set(i32.shl(field.outputs, i32.const(2))),
    weights.set(field.weights),
    from.set(factors),
    to.set(products),
    product.set(i32.const(0)),
    repeat([
      // Four tiles side by side, channel after channel.
      at.set(packed),
      tile.set(i32.const(0)),
      repeat([
        channel.set(i32.const(0)),
        target.set(factorAddress(from, tile, channel)),
        repeat([
          ...turnSquare(builder, {
            read: [0, 1, 2, 3].map((i) => v128.load(target, 16 * i)),
            to: at,
          }),
          advance(target, 16 * BLOCK_TILES),
          advance(at, 64),
          advance(channel, 16),
        ], i32.lt(channel, rowBytes)),
        advance(tile, TILE_ROWS),
      ], i32.lt(tile, tiles)),
      column.set(i32.const(0)),
      repeat([
        when(i32.lt(i32.const(4), left), multiplyPanel(2), multiplyPanel(1)),
        advance(column, PACKED_COLUMNS),
      ], i32.lt(column, field.outputs)),
      advance(weights, GAP_BYTES),
      advance(from, blockPitch(rowBytes)),
      advance(to, blockPitch(outBytes)),
      advance(product, 1),
    ], i32.lt(product, i32.const(TILE_PRODUCTS))),
  ];
}

function transformProducts(
  builder: FunctionBuilder,
  { field, tile, tiles, first, products, perImage }: Call,
): Statement[] {
  const [image, y, x, channel, from, target, bytes, pitch, inImage] = builder.locals("i32", 9);
  const bias = builder.local("v128");
  const index = i32.add(first, tile);
  const store = (row: number, column: number, value: Value<"v128">): Statement => {
    const inside = i32.and(
      i32.lt(i32.add(y, i32.const(row)), field.height),
      i32.lt(i32.add(x, i32.const(column)), field.width),
    );
    const pixel = i32.add(i32.mul(i32.const(row), field.width), i32.const(column));
    const address = i32.add(target, i32.mul(pixel, bytes));
    return when(inside, [v128.store(address, f32x4.add(value, bias))]);
  };
  return [
    bytes.set(i32.shl(field.outputs, i32.const(2))),
    pitch.set(blockPitch(bytes)),
    tile.set(i32.const(0)),
    repeat([
      image.set(i32.div(index, perImage)),
      inImage.set(i32.rem(index, perImage)),
      y.set(i32.mul(i32.div(inImage, field.tilesAcross), i32.const(TILE_OUTPUTS))),
      x.set(i32.mul(i32.rem(inImage, field.tilesAcross), i32.const(TILE_OUTPUTS))),
      channel.set(i32.const(0)),
      repeat([
        bias.set(v128.load(i32.add(field.bias, channel))),
        from.set(i32.add(i32.add(products, i32.mul(tile, bytes)), channel)),
        target.set(i32.add(
          i32.add(
            field.y,
            i32.mul(
              i32.add(
                i32.mul(i32.add(i32.mul(image, field.height), y), field.width),
                x,
              ),
              bytes,
            ),
          ),
          channel,
        )),
        ...transformSquare(builder, outputTransform, {
          size: 6,
          read: (row, column) =>
            v128.load(i32.add(from, i32.mul(pitch, i32.const(6 * row + column)))),
          write: (row, column, value) => [store(row, column, value)],
        }),
        advance(channel, 16),
      ], i32.lt(channel, bytes)),
      advance(tile, 1),
    ], i32.lt(tile, tiles)),
  ];
}
