/** The gradient of a convolution with respect to its filter, for any stride and dilation. */

import { advance, loopWhile, repeat, select, when } from "../../simd/_wasm/control.ts";
import { clear } from "../../simd/_wasm/memory.ts";
import type { FunctionBuilder } from "../../simd/_wasm/module.ts";
import { f64, i32 } from "../../simd/_wasm/scalars.ts";
import type { Local, Statement, Value } from "../../simd/_wasm/types.ts";
import { f32x4, f64x2, v128 } from "../../simd/_wasm/vectors.ts";
import { type Kernel, kernel } from "../../simd/_kernels/job.ts";
import { OUTSIDE } from "./convolve.ts";
import { multiplyPacked, PACKED_COLUMNS } from "./packed_tile.ts";
import { createTile, storeLanes, TILE_ROWS } from "./tile.ts";

type Int = Value<"i32">;

/** How many positions are packed together, and summed up in registers before the sums go to memory. */
export const CHUNK_POSITIONS = 64;
/** From four packed channels to the next four: a line of the cache more than they take, lest all share a few. */
const CHANNEL_PITCH = 16 * CHUNK_POSITIONS + 64;
/** The bytes of a row of a full panel. */
const PANEL_BYTES = 4 * PACKED_COLUMNS;

/** How many bytes a unit packs its positions into. */
export function packedBytes(inputs: number, outputs: number): number {
  const panels = Math.ceil(outputs / PACKED_COLUMNS);
  return Math.ceil(inputs / 4) * CHANNEL_PITCH + panels * PANEL_BYTES * CHUNK_POSITIONS;
}

const FIELDS = [
  "x",
  // Byte offsets in an image of `x`, `[positions, taps]`.
  "places",
  "zeros",
  "dy",
  // Where a unit's own sums go: `[taps, inputs, outputs]`, the last two rounded up to 4.
  "sums",
  "sumBytes",
  // Each unit's own memory: packed inputs, then packed gradients.
  "scratch",
  "scratchBytes",
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
type Field = typeof FIELDS[number];

interface Call {
  readonly field: Readonly<Record<Field, Int>>;
  /** How many positions the chunk has. */
  readonly positions: Int;
  /** Packed inputs, `[inputs / 4, positions, 4]`. */
  readonly inputs: Int;
  /** Packed gradients: panels of 8 columns. */
  readonly gradients: Int;
}

/** `sums[tap] += sum over positions of outer(x[place], dy)`: every `units`-th chunk of 64 positions. */
export const filterGradient: Kernel = kernel("filterGradient", FIELDS, (builder, unit, field) => {
  const [chunk, image, from, positions, tap] = builder.locals("i32", 5);
  const [x, dy, sums, places, inputs, gradients] = builder.locals("i32", 6);
  const perImage = i32.div(field.chunks, field.images);
  const call = { field, positions, inputs, gradients };
  return [
    inputs.set(i32.add(field.scratch, i32.mul(unit, field.scratchBytes))),
    gradients.set(i32.add(
      inputs,
      i32.mul(i32.div(roundedUp(field.inputs), i32.const(4)), i32.const(CHANNEL_PITCH)),
    )),
    clear(i32.add(field.sums, i32.mul(unit, field.sumBytes)), field.sumBytes),
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
      ...packGradients(builder, { ...call, dy }),
      sums.set(i32.add(field.sums, i32.mul(unit, field.sumBytes))),
      places.set(i32.add(field.places, i32.shl(i32.mul(from, field.taps), i32.const(2)))),
      tap.set(i32.const(0)),
      repeat([
        ...packInputs(builder, { ...call, x, places }),
        ...sumOuterProducts(builder, { ...call, sums }),
        advance(places, 4),
        advance(tap, 1),
      ], i32.lt(tap, field.taps)),
      advance(chunk, field.units),
    ], i32.lt(chunk, field.chunks)),
  ];
});

function roundedUp(channels: Int): Int {
  return i32.and(i32.add(channels, i32.const(3)), i32.const(-4));
}

/** Panel after panel; what is read too much in the last one gives sums that nobody reads. */
function packGradients(
  builder: FunctionBuilder,
  { field, positions, gradients, dy }: Call & { readonly dy: Int },
): Statement[] {
  const [column, row, at, position, rowBytes] = builder.locals("i32", 5);
  const panel = (vectors: number): Statement[] => [
    row.set(i32.add(dy, column)),
    position.set(positions),
    repeat([
      ...Array.from(
        { length: vectors },
        (_, j) => v128.store(at, v128.load(row, 16 * j), 16 * j),
      ),
      advance(at, 16 * vectors),
      advance(row, rowBytes),
      position.set(i32.sub(position, i32.const(1))),
    ], position),
  ];
  return [
    rowBytes.set(i32.shl(field.outputs, i32.const(2))),
    at.set(gradients),
    column.set(i32.const(0)),
    repeat([
      when(i32.lt(i32.const(16), i32.sub(rowBytes, column)), panel(2), panel(1)),
      advance(column, PANEL_BYTES),
    ], i32.lt(column, rowBytes)),
  ];
}

/** What one tap reads; places are taken every `taps`-th. */
function packInputs(
  builder: FunctionBuilder,
  { field, positions, inputs, x, places }: Call & { readonly x: Int; readonly places: Int },
): Statement[] {
  const [index, from, place, row, at, end, rowBytes] = builder.locals("i32", 7);
  return [
    rowBytes.set(i32.shl(field.inputs, i32.const(2))),
    from.set(places),
    index.set(i32.const(0)),
    repeat([
      place.set(i32.load(from)),
      row.set(select(i32.eq(place, i32.const(OUTSIDE)), field.zeros, i32.add(x, place))),
      end.set(i32.add(row, rowBytes)),
      at.set(i32.add(inputs, i32.shl(index, i32.const(4)))),
      repeat([
        v128.store(at, v128.load(row)),
        advance(at, CHANNEL_PITCH),
        advance(row, 16),
      ], i32.lt(row, end)),
      advance(from, i32.shl(field.taps, i32.const(2))),
      advance(index, 1),
    ], i32.lt(index, positions)),
  ];
}

/** All channels by all panels; `sums` moves on to the next tap. */
function sumOuterProducts(
  builder: FunctionBuilder,
  { field, positions, inputs, gradients, sums }: Call & { readonly sums: Local<"i32"> },
): Statement[] {
  const [channel, channels, column, row, panel, target, pitch] = builder.locals("i32", 7);
  const multiplyPanel = (vectors: number): Statement[] => {
    const tile = createTile(builder, vectors);
    const eachSum = (body: (sum: Local<"v128">, offset: number) => Statement): Statement[] => [
      target.set(i32.add(sums, column)),
      ...tile.sums.flatMap((locals) => [
        ...locals.map((sum, j) => body(sum, 16 * j)),
        advance(target, pitch),
      ]),
    ];
    return [
      row.set(channel),
      ...eachSum((sum, offset) => sum.set(v128.load(target, offset))),
      ...multiplyPacked(builder, tile, { rows: [row], panel, length: positions }),
      ...eachSum((sum, offset) => v128.store(target, sum, offset)),
    ];
  };
  return [
    pitch.set(i32.shl(roundedUp(field.outputs), i32.const(2))),
    channel.set(inputs),
    channels.set(i32.div(roundedUp(field.inputs), i32.const(4))),
    repeat([
      panel.set(gradients),
      column.set(i32.const(0)),
      repeat([
        when(
          i32.lt(i32.const(16), i32.sub(pitch, column)),
          multiplyPanel(2),
          multiplyPanel(1),
        ),
        advance(column, PANEL_BYTES),
      ], i32.lt(column, pitch)),
      advance(sums, i32.mul(pitch, i32.const(TILE_ROWS))),
      advance(channel, CHANNEL_PITCH),
      channels.set(i32.sub(channels, i32.const(1))),
    ], channels),
  ];
}

/** `dfilter = sum over units of their sums`, in float64; a unit is the outputs of one input of one tap. */
export const filterGradientTotals: Kernel = kernel(
  "filterGradientTotals",
  ["sums", "sumBytes", "units", "dfilter", "inputs", "outputs"],
  (builder, unit, field) => {
    const [row, from, end, at, to, left, index] = builder.locals("i32", 7);
    const [low, high, value] = builder.locals("v128", 3);
    const inputs = roundedUp(field.inputs);
    return [
      row.set(i32.mul(i32.div(unit, field.inputs), inputs)),
      row.set(i32.add(row, i32.rem(unit, field.inputs))),
      from.set(i32.mul(row, roundedUp(field.outputs))),
      from.set(i32.add(field.sums, i32.shl(from, i32.const(2)))),
      end.set(i32.add(from, i32.shl(field.outputs, i32.const(2)))),
      to.set(i32.shl(i32.mul(unit, field.outputs), i32.const(2))),
      to.set(i32.add(field.dfilter, to)),
      left.set(field.outputs),
      repeat([
        at.set(from),
        low.set(f64x2.splat(f64.const(0))),
        high.set(low),
        index.set(i32.const(0)),
        loopWhile(i32.lt(index, field.units), [
          value.set(v128.load(at)),
          low.set(f64x2.add(low, f64x2.promoteLow(value))),
          high.set(f64x2.add(high, f64x2.promoteHigh(value))),
          advance(at, field.sumBytes),
          advance(index, 1),
        ]),
        ...storeLanes(to, f32x4.demote(low, high), left),
        advance(from, 16),
        advance(to, 16),
        left.set(i32.sub(left, i32.const(4))),
      ], i32.lt(from, end)),
    ];
  },
);
