/** Pictures whose pixels are weighted sums of another one's, by a list for each row and each column. */

import { advance, loopWhile, when } from "../../simd/_wasm/control.ts";
import { f64, i32 } from "../../simd/_wasm/scalars.ts";
import type { Statement, Value } from "../../simd/_wasm/types.ts";
import { f32x4, f64x2 } from "../../simd/_wasm/vectors.ts";
import { type Kernel, kernel } from "../../simd/_kernels/job.ts";
import { alongChannels } from "./channels.ts";

type Int = Value<"i32">;

function entry(list: Int, index: Int, offset = 0): Int {
  return i32.load(i32.add(list, i32.shl(index, i32.const(2))), offset);
}

function weight(list: Int, index: Int): Value<"f64"> {
  return f64.load(i32.add(list, i32.shl(index, i32.const(3))));
}

/**
 * `y[i, j] = sum over a and b of rowWeights[a] * columnWeights[b] * x[rowPlaces[a], columnPlaces[b]]`, `a`
 * from `rowStarts[i]` to before `rowStarts[i + 1]`; a row of an image to a unit, summed up in float64.
 */
export const resample: Kernel = kernel(
  "resample",
  // Places are in bytes.
  [
    "x",
    "y",
    "rowStarts",
    "rowPlaces",
    "rowWeights",
    "columnStarts",
    "columnPlaces",
    "columnWeights",
    "rows",
    "columns",
    "bytes",
    "xImageBytes",
  ],
  (builder, unit, field) => {
    const [row, column, to, base, channel, from, first, last] = builder.locals("i32", 8);
    const [a, b, aFirst, aLast, toEnd] = builder.locals("i32", 5);
    const share = builder.local("f64");
    const [low, high, value, factor] = builder.locals("v128", 4);
    const corners = builder.locals("i32", 4);
    const shares = builder.locals("v128", 4);
    const zero = f64x2.splat(f64.const(0));
    const weigh = (place: Value<"v128">, weight: Value<"v128">): Statement[] => [
      value.set(place),
      low.set(f64x2.add(low, f64x2.mul(f64x2.promoteLow(value), weight))),
      high.set(f64x2.add(high, f64x2.mul(f64x2.promoteHigh(value), weight))),
    ];
    const product = (a: Int, b: Int) =>
      f64x2.splat(f64.mul(weight(field.rowWeights, a), weight(field.columnWeights, b)));
    // Two by two are what enlargements have: their weights stay in registers along the channels.
    const fourTaps = [
      ...corners.flatMap((corner, i) => {
        const [down, across] = [
          i32.add(aFirst, i32.const(i >> 1)),
          i32.add(first, i32.const(i & 1)),
        ];
        return [
          corner.set(i32.add(
            i32.add(base, entry(field.rowPlaces, down)),
            entry(field.columnPlaces, across),
          )),
          shares[i]!.set(product(down, across)),
        ];
      }),
      ...alongChannels(builder, { channel, bytes: field.bytes }, (step) => [
        low.set(zero),
        high.set(zero),
        ...corners.flatMap((corner, i) => weigh(step.load(i32.add(corner, channel)), shares[i]!)),
        step.store(i32.add(to, channel), f32x4.demote(low, high)),
      ]),
    ];
    const anyTaps = alongChannels(builder, { channel, bytes: field.bytes }, (step) => [
      low.set(zero),
      high.set(zero),
      a.set(aFirst),
      loopWhile(i32.lt(a, aLast), [
        share.set(weight(field.rowWeights, a)),
        from.set(i32.add(i32.add(base, channel), entry(field.rowPlaces, a))),
        b.set(first),
        loopWhile(i32.lt(b, last), [
          factor.set(f64x2.splat(f64.mul(share, weight(field.columnWeights, b)))),
          ...weigh(step.load(i32.add(from, entry(field.columnPlaces, b))), factor),
          advance(b, 1),
        ]),
        advance(a, 1),
      ]),
      step.store(i32.add(to, channel), f32x4.demote(low, high)),
    ]);
    const areTwo = (from: Int, to: Int) => i32.eq(i32.sub(to, from), i32.const(2));
    return [
      row.set(i32.rem(unit, field.rows)),
      base.set(i32.add(field.x, i32.mul(i32.div(unit, field.rows), field.xImageBytes))),
      aFirst.set(entry(field.rowStarts, row)),
      aLast.set(entry(field.rowStarts, row, 4)),
      to.set(i32.add(field.y, i32.mul(unit, i32.mul(field.columns, field.bytes)))),
      toEnd.set(i32.add(to, i32.mul(field.columns, field.bytes))),
      column.set(i32.const(0)),
      loopWhile(i32.lt(to, toEnd), [
        first.set(entry(field.columnStarts, column)),
        last.set(entry(field.columnStarts, column, 4)),
        when(i32.and(areTwo(aFirst, aLast), areTwo(first, last)), fourTaps, anyTaps),
        advance(to, field.bytes),
        advance(column, 1),
      ]),
    ];
  },
);
