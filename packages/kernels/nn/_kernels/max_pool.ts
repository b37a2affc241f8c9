/** The largest values of windows, and where they came from. */

import { advance, loopWhile } from "../../simd/_wasm/control.ts";
import type { FunctionBuilder } from "../../simd/_wasm/module.ts";
import { f32, i32 } from "../../simd/_wasm/scalars.ts";
import type { Local, Statement, Value } from "../../simd/_wasm/types.ts";
import { f32x4, f32x4More, v128 } from "../../simd/_wasm/vectors.ts";
import { type Kernel, kernel } from "../../simd/_kernels/job.ts";
import { alongChannels } from "./channels.ts";

type Int = Value<"i32">;

/** Where windows begin and end, by rows and by columns of the output: pairs of places, in bytes. */
const FIELDS = [
  "x",
  "rowReaches",
  "columnReaches",
  "rows",
  "columns",
  "bytes",
  "xImageBytes",
] as const;
/** From one row or one column of the input to the next. */
const STRIDES = ["xRowBytes"] as const;

/** Does something at each place of a window. */
type EachPlace = (body: (address: Local<"i32">) => readonly Statement[]) => Statement[];

/** Goes through a window, row by row. */
function windowWalk(
  builder: FunctionBuilder,
  { base, channel, bytes, rowBytes, reach }: {
    readonly base: Int;
    readonly channel: Int;
    readonly bytes: Int;
    readonly rowBytes: Int;
    readonly reach: Readonly<Record<"top" | "bottom" | "left" | "right", Int>>;
  },
): EachPlace {
  const [row, column, end, address] = builder.locals("i32", 4);
  return (body) => [
    row.set(reach.top),
    loopWhile(i32.lt(row, reach.bottom), [
      column.set(i32.add(i32.add(base, channel), row)),
      address.set(i32.add(column, reach.left)),
      end.set(i32.add(column, reach.right)),
      loopWhile(i32.lt(address, end), [...body(address), advance(address, bytes)]),
      advance(row, rowBytes),
    ]),
  ];
}

function reachOf(builder: FunctionBuilder) {
  const [top, bottom, left, right] = builder.locals("i32", 4);
  return { top, bottom, left, right };
}

const LEAST = f32x4.splat(f32.const(-Infinity));
const ZERO = f32x4.splat(f32.const(0));
const ONE = f32x4.splat(f32.const(1));

/** `y` is the largest value of each window, NaN if there is one; a row of an image to a unit. */
export const maxPool: Kernel = kernel(
  "maxPool",
  [...FIELDS, ...STRIDES, "y"],
  (builder, unit, field) => {
    const [row, column, to, toEnd, base, channel] = builder.locals("i32", 6);
    const best = builder.local("v128");
    const reach = reachOf(builder);
    const eachPlace = windowWalk(builder, {
      base,
      channel,
      bytes: field.bytes,
      rowBytes: field.xRowBytes,
      reach,
    });
    return [
      row.set(i32.add(field.rowReaches, i32.shl(i32.rem(unit, field.rows), i32.const(3)))),
      base.set(i32.add(field.x, i32.mul(i32.div(unit, field.rows), field.xImageBytes))),
      reach.top.set(i32.load(row)),
      reach.bottom.set(i32.load(row, 4)),
      to.set(i32.add(field.y, i32.mul(unit, i32.mul(field.columns, field.bytes)))),
      toEnd.set(i32.add(to, i32.mul(field.columns, field.bytes))),
      column.set(field.columnReaches),
      loopWhile(i32.lt(to, toEnd), [
        reach.left.set(i32.load(column)),
        reach.right.set(i32.load(column, 4)),
        ...alongChannels(builder, { channel, bytes: field.bytes }, (step) => [
          best.set(LEAST),
          ...eachPlace((address) => [best.set(f32x4More.max(best, step.load(address)))]),
          step.store(i32.add(to, channel), best),
        ]),
        advance(to, field.bytes),
        advance(column, 8),
      ]),
    ];
  },
);

/**
 * `dx` at each window's largest value grows by `dy`: at the first of several, or the last NaN. So many
 * rows of an image to a unit that no two units meet. `dx` holds zeros before, and has the shape of `x`.
 */
export const maxPoolGradient: Kernel = kernel(
  "maxPoolGradient",
  [...FIELDS, ...STRIDES, "dy", "dx", "unitRows", "unitsPerImage"],
  (builder, unit, field) => {
    const [image, row, rowEnd, column, from, fromEnd, base, channel, shift] = builder.locals(
      "i32",
      9,
    );
    const [best, value, place, chosen, larger, gradient] = builder.locals("v128", 6);
    const reach = reachOf(builder);
    const eachPlace = windowWalk(builder, {
      base,
      channel,
      bytes: field.bytes,
      rowBytes: field.xRowBytes,
      reach,
    });
    const reachAt = (row: Int) => i32.add(field.rowReaches, i32.shl(row, i32.const(3)));
    const unitRow = i32.mul(i32.rem(unit, field.unitsPerImage), field.unitRows);
    const rowBytes = i32.mul(field.columns, field.bytes);
    return [
      image.set(i32.div(unit, field.unitsPerImage)),
      base.set(i32.add(field.x, i32.mul(image, field.xImageBytes))),
      shift.set(i32.sub(field.dx, field.x)),
      row.set(reachAt(unitRow)),
      rowEnd.set(i32.add(row, i32.shl(field.unitRows, i32.const(3)))),
      from.set(i32.add(
        field.dy,
        i32.mul(i32.add(i32.mul(image, field.rows), unitRow), rowBytes),
      )),
      loopWhile(i32.lt(row, rowEnd), [
        reach.top.set(i32.load(row)),
        reach.bottom.set(i32.load(row, 4)),
        fromEnd.set(i32.add(from, rowBytes)),
        column.set(field.columnReaches),
        loopWhile(i32.lt(from, fromEnd), [
          reach.left.set(i32.load(column)),
          reach.right.set(i32.load(column, 4)),
          ...alongChannels(builder, { channel, bytes: field.bytes }, (step) => [
            // Places of the window are counted from 0, in floats, which are exact up to 2 ** 24.
            best.set(LEAST),
            chosen.set(ZERO),
            place.set(ZERO),
            ...eachPlace((address) => [
              value.set(step.load(address)),
              larger.set(v128.bitselect(
                f32x4More.lt(best, value),
                f32x4.eq(ZERO, ZERO),
                f32x4.eq(value, value),
              )),
              best.set(v128.bitselect(value, best, larger)),
              chosen.set(v128.bitselect(place, chosen, larger)),
              place.set(f32x4.add(place, ONE)),
            ]),
            gradient.set(step.load(i32.add(from, channel))),
            place.set(ZERO),
            ...eachPlace((address) => [
              // An addition of 0 would turn -0 into 0 only.
              value.set(step.load(i32.add(address, shift))),
              step.store(
                i32.add(address, shift),
                f32x4.add(value, v128.and(gradient, f32x4.eq(place, chosen))),
              ),
              place.set(f32x4.add(place, ONE)),
            ]),
          ]),
          advance(from, field.bytes),
          advance(column, 8),
        ]),
        advance(row, 8),
      ]),
    ];
  },
);
