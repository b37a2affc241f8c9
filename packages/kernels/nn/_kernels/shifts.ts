/** Pictures beside shifted copies of themselves, channel after channel, and sums of such copies. */

import { advance, loopWhile, repeat, select, when } from "../../simd/_wasm/control.ts";
import { f32, i32 } from "../../simd/_wasm/scalars.ts";
import type { Statement, Value } from "../../simd/_wasm/types.ts";
import { f32x4, v128 } from "../../simd/_wasm/vectors.ts";
import { type Kernel, kernel } from "../../simd/_kernels/job.ts";
import { storeLanes } from "./tile.ts";

type Int = Value<"i32">;

/** How far one copy is shifted against the next. */
export const SHIFT_PIXELS = 3;

/**
 * `to[i, j, (a, b, c)] = x[i + firstRow + a * step, j + firstColumn + b * step, c]`, 0 outside of `x`.
 * Channels past the copies, and the last column, are 0. A unit is a row.
 */
export const stackShifts: Kernel = kernel(
  "stackShifts",
  [
    "x",
    "to",
    "height",
    "width",
    "channels",
    "rows",
    "columns",
    "toChannels",
    "down",
    "across",
    "firstRow",
    "firstColumn",
    "step",
  ],
  (builder, unit, field) => {
    const [image, bytes, toBytes, target, lines, y, x, i, j] = builder.locals("i32", 9);
    const [last, lanes, from, at, before, within, end, group, part] = builder.locals("i32", 9);
    const all = builder.local("i32");
    const none = f32x4.splat(f32.const(0));
    const isNegative = (value: Int) => i32.ge(value, i32.const(-0x80000000));
    const smaller = (a: Int, b: Int) => select(i32.lt(a, b), a, b);
    const until = (columns: Int, value: Value<"v128">, more: readonly Statement[] = []) => [
      end.set(i32.add(i32.add(target, group), i32.add(part, i32.mul(columns, toBytes)))),
      loopWhile(i32.lt(at, end), [
        ...storeLanes(at, value, lanes),
        ...more,
        advance(at, toBytes),
      ]),
    ];
    return [
      bytes.set(i32.shl(field.channels, i32.const(2))),
      toBytes.set(i32.shl(field.toChannels, i32.const(2))),
      last.set(i32.sub(field.columns, i32.const(1))),
      lines.set(i32.mul(field.width, bytes)),
      image.set(i32.add(
        field.x,
        i32.mul(i32.mul(i32.div(unit, field.rows), field.height), lines),
      )),
      target.set(i32.add(field.to, i32.mul(i32.mul(unit, field.columns), toBytes))),
      all.set(i32.mul(i32.mul(field.down, field.across), bytes)),
      group.set(i32.const(0)),
      y.set(i32.add(i32.rem(unit, field.rows), field.firstRow)),
      i.set(i32.const(0)),
      repeat([
        x.set(field.firstColumn),
        j.set(i32.const(0)),
        repeat([
          // Columns of the copy that lie to the left of the picture, and those up to its right end.
          before.set(smaller(
            select(isNegative(x), i32.sub(i32.const(0), x), i32.const(0)),
            last,
          )),
          within.set(i32.sub(field.width, x)),
          within.set(smaller(select(isNegative(within), i32.const(0), within), last)),
          within.set(select(i32.lt(y, field.height), within, i32.const(0))),
          part.set(i32.const(0)),
          repeat([
            at.set(i32.add(target, i32.add(group, part))),
            // What a vector writes too much, the next copies write again; it must not reach the next pixel.
            lanes.set(i32.div(i32.sub(all, i32.add(group, part)), i32.const(4))),
            ...until(before, none),
            from.set(i32.add(image, i32.mul(y, lines))),
            from.set(i32.add(from, i32.add(i32.mul(i32.add(x, before), bytes), part))),
            ...until(within, v128.load(from), [advance(from, bytes)]),
            ...until(last, none),
            advance(part, 16),
          ], i32.lt(part, bytes)),
          advance(group, bytes),
          advance(x, field.step),
          advance(j, 1),
        ], i32.lt(j, field.across)),
        advance(y, field.step),
        advance(i, 1),
      ], i32.lt(i, field.down)),
      ...[0, 4, 8].map((pad) =>
        when(i32.lt(i32.add(group, i32.const(pad)), toBytes), [
          at.set(i32.add(target, i32.add(group, i32.const(pad)))),
          end.set(i32.add(target, i32.mul(last, toBytes))),
          loopWhile(i32.lt(at, end), [f32.store(at, f32.const(0)), advance(at, toBytes)]),
        ])
      ),
      at.set(i32.add(target, i32.mul(last, toBytes))),
      end.set(i32.add(at, toBytes)),
      repeat([v128.store(at, none), advance(at, 16)], i32.lt(at, end)),
    ];
  },
);

/**
 * `y[i, j, c] = bias[c] + sum over a, b of x[i + 3 a, j + 3 b, (a, b, c)]`. A unit is a row of `y`.
 */
export const sumShifts: Kernel = kernel(
  "sumShifts",
  [
    "x",
    "y",
    // 3 longer than the channels.
    "bias",
    "rows",
    "columns",
    "channels",
    "fromRows",
    "fromColumns",
    "fromChannels",
    "down",
    "across",
  ],
  (builder, unit, field) => {
    const [start, line, from, channel, target, column] = builder.locals("i32", 6);
    const [bytes, fromBytes, lineBytes, stepBytes, i, j] = builder.locals("i32", 6);
    const sum = builder.local("v128");
    return [
      bytes.set(i32.shl(field.channels, i32.const(2))),
      fromBytes.set(i32.shl(field.fromChannels, i32.const(2))),
      // To the same pixel of the next copy below, and to the right.
      stepBytes.set(i32.add(i32.mul(fromBytes, i32.const(SHIFT_PIXELS)), bytes)),
      lineBytes.set(i32.add(
        i32.mul(i32.mul(fromBytes, field.fromColumns), i32.const(SHIFT_PIXELS)),
        i32.mul(bytes, field.across),
      )),
      start.set(i32.add(
        i32.mul(i32.div(unit, field.rows), field.fromRows),
        i32.rem(unit, field.rows),
      )),
      start.set(i32.add(field.x, i32.mul(i32.mul(start, field.fromColumns), fromBytes))),
      target.set(i32.add(field.y, i32.mul(i32.mul(unit, field.columns), bytes))),
      column.set(i32.const(0)),
      repeat([
        channel.set(i32.const(0)),
        repeat([
          sum.set(v128.load(i32.add(field.bias, i32.shl(channel, i32.const(2))))),
          line.set(i32.add(start, i32.shl(channel, i32.const(2)))),
          i.set(i32.const(0)),
          repeat([
            from.set(line),
            j.set(i32.const(0)),
            repeat([
              sum.set(f32x4.add(sum, v128.load(from))),
              advance(from, stepBytes),
              advance(j, 1),
            ], i32.lt(j, field.across)),
            advance(line, lineBytes),
            advance(i, 1),
          ], i32.lt(i, field.down)),
          ...storeLanes(
            i32.add(target, i32.shl(channel, i32.const(2))),
            sum,
            i32.sub(field.channels, channel),
          ),
          advance(channel, 4),
        ], i32.lt(channel, field.channels)),
        advance(start, fromBytes),
        advance(target, bytes),
        advance(column, 1),
      ], i32.lt(column, field.columns)),
    ];
  },
);
