/** Convolution of each channel by itself, over lists of places as the full convolution has them. */

import { advance, count, loopWhile, repeat, select } from "../../simd/_wasm/control.ts";
import type { FunctionBuilder } from "../../simd/_wasm/module.ts";
import { f32, i32 } from "../../simd/_wasm/scalars.ts";
import type { Local, Statement, Value } from "../../simd/_wasm/types.ts";
import { f32x4, v128 } from "../../simd/_wasm/vectors.ts";
import { type Kernel, kernel } from "../../simd/_kernels/job.ts";
import { OUTSIDE, UNIT_POSITIONS } from "./convolve.ts";

type Int = Value<"i32">;

/** How the same arithmetic is written for four channels and for one. */
interface Width<T extends "v128" | "f32"> {
  readonly bytes: number;
  readonly sum: Local<T>;
  readonly zero: Value<T>;
  readonly load: (address: Int) => Value<T>;
  readonly store: (address: Int, value: Value<T>) => Statement;
  readonly add: (a: Value<T>, b: Value<T>) => Value<T>;
  /** `sum + a * b` */
  readonly accumulate: (sum: Value<T>, a: Value<T>, b: Value<T>) => Value<T>;
}

function widths(builder: FunctionBuilder): { four: Width<"v128">; one: Width<"f32"> } {
  return {
    four: {
      bytes: 16,
      sum: builder.local("v128"),
      zero: f32x4.splat(f32.const(0)),
      load: v128.load,
      store: v128.store,
      add: f32x4.add,
      accumulate: (sum, a, b) => f32x4.add(sum, f32x4.mul(a, b)),
    },
    one: {
      bytes: 4,
      sum: builder.local("f32"),
      zero: f32.const(0),
      load: f32.load,
      store: f32.store,
      add: f32.add,
      accumulate: (sum, a, b) => f32.add(sum, f32.mul(a, b)),
    },
  };
}

/** From the first channel to the last: four at a time as long as there are four. */
function alongChannels(
  builder: FunctionBuilder,
  { channel, bytes, body }: {
    readonly channel: Local<"i32">;
    readonly bytes: Int;
    readonly body: <T extends "v128" | "f32">(width: Width<T>) => Statement[];
  },
): Statement[] {
  const { four, one } = widths(builder);
  const whole = builder.local("i32");
  return [
    channel.set(i32.const(0)),
    whole.set(i32.and(bytes, i32.const(-16))),
    loopWhile(i32.lt(channel, whole), [...body(four), advance(channel, four.bytes)]),
    loopWhile(i32.lt(channel, bytes), [...body(one), advance(channel, one.bytes)]),
  ];
}

/** `y[position] = sum over taps of x[place] * weights[tap]`, 64 positions of an image. */
export const depthwise: Kernel = kernel(
  "depthwise",
  // `weights` is `[taps, channels]`; the rest is as for the full convolution.
  [
    "x",
    "places",
    "zeros",
    "weights",
    "y",
    "targets",
    "positions",
    "taps",
    "bytes",
    "xImageBytes",
    "yImageBytes",
    "blocks",
  ],
  (builder, unit, field) => {
    const [image, position, end, x, y, list, tap, place, weight] = builder.locals("i32", 9);
    const channel = builder.local("i32");
    const source = select(i32.eq(place, i32.const(OUTSIDE)), field.zeros, i32.add(x, place));
    return [
      image.set(i32.div(unit, field.blocks)),
      position.set(i32.mul(i32.rem(unit, field.blocks), i32.const(UNIT_POSITIONS))),
      end.set(i32.add(position, i32.const(UNIT_POSITIONS))),
      end.set(select(i32.lt(field.positions, end), field.positions, end)),
      x.set(i32.add(field.x, i32.mul(image, field.xImageBytes))),
      count(position, { end, step: 1 }, [
        y.set(i32.load(i32.add(field.targets, i32.shl(position, i32.const(2))))),
        y.set(i32.add(i32.add(field.y, i32.mul(image, field.yImageBytes)), y)),
        ...alongChannels(builder, {
          channel,
          bytes: field.bytes,
          body: ({ sum, zero, load, store, accumulate }) => [
            sum.set(zero),
            list.set(
              i32.add(field.places, i32.shl(i32.mul(position, field.taps), i32.const(2))),
            ),
            weight.set(i32.add(field.weights, channel)),
            tap.set(i32.const(0)),
            repeat([
              place.set(i32.load(list)),
              sum.set(accumulate(sum, load(i32.add(source, channel)), load(weight))),
              advance(list, 4),
              advance(weight, field.bytes),
              advance(tap, 1),
            ], i32.lt(tap, field.taps)),
            store(i32.add(y, channel), sum),
          ],
        }),
      ]),
    ];
  },
);

/** `sums[unit, tap] += sum over positions of x[place] * dy`: every `units`-th block of 64 positions. */
export const depthwiseFilterGradient: Kernel = kernel(
  "depthwiseFilterGradient",
  [
    "x",
    "places",
    "zeros",
    "dy",
    // `[units, taps, channels]`
    "sums",
    "sumBytes",
    "positions",
    "taps",
    "bytes",
    "xImageBytes",
    "yImageBytes",
    // How many blocks an image has, and all of them.
    "blocks",
    "allBlocks",
    "units",
  ],
  (builder, unit, field) => {
    const [block, image, from, end, x, dy, row, list] = builder.locals("i32", 8);
    const [tap, place, position, to, channel] = builder.locals("i32", 5);
    const source = select(i32.eq(place, i32.const(OUTSIDE)), field.zeros, i32.add(x, place));
    return [
      block.set(unit),
      loopWhile(i32.lt(block, field.allBlocks), [
        image.set(i32.div(block, field.blocks)),
        from.set(i32.mul(i32.rem(block, field.blocks), i32.const(UNIT_POSITIONS))),
        end.set(i32.add(from, i32.const(UNIT_POSITIONS))),
        end.set(select(i32.lt(field.positions, end), field.positions, end)),
        x.set(i32.add(field.x, i32.mul(image, field.xImageBytes))),
        dy.set(i32.add(field.dy, i32.mul(image, field.yImageBytes))),
        dy.set(i32.add(dy, i32.mul(from, field.bytes))),
        to.set(i32.add(field.sums, i32.mul(unit, field.sumBytes))),
        tap.set(i32.const(0)),
        repeat([
          ...alongChannels(builder, {
            channel,
            bytes: field.bytes,
            body: ({ sum, zero, load, store, add, accumulate }) => [
              sum.set(zero),
              row.set(i32.add(dy, channel)),
              list.set(i32.add(i32.mul(from, field.taps), tap)),
              list.set(i32.add(field.places, i32.shl(list, i32.const(2)))),
              position.set(from),
              repeat([
                place.set(i32.load(list)),
                sum.set(accumulate(sum, load(i32.add(source, channel)), load(row))),
                advance(list, i32.shl(field.taps, i32.const(2))),
                advance(row, field.bytes),
                advance(position, 1),
              ], i32.lt(position, end)),
              store(i32.add(to, channel), add(load(i32.add(to, channel)), sum)),
            ],
          }),
          advance(to, field.bytes),
          advance(tap, 1),
        ], i32.lt(tap, field.taps)),
        advance(block, field.units),
      ]),
    ];
  },
);
