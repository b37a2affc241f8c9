/** Moving whole pixels: padding, upsampling, and their gradients. */

import { advance, loopWhile, select, when } from "../../simd/_wasm/control.ts";
import type { FunctionBuilder } from "../../simd/_wasm/module.ts";
import { f32, i32 } from "../../simd/_wasm/scalars.ts";
import type { Local, Statement, Value } from "../../simd/_wasm/types.ts";
import { f32x4, v128 } from "../../simd/_wasm/vectors.ts";
import { type Kernel, kernel } from "../../simd/_kernels/job.ts";

type Int = Value<"i32">;

/** How many pixels a unit of {@linkcode gatherPixels} has. */
export const UNIT_PIXELS = 1024;

/** For one pixel: as many vectors as there are, then the rest. */
function alongPixel(
  builder: FunctionBuilder,
  { bytes, from, to }: {
    readonly bytes: Int;
    readonly from: Local<"i32">;
    readonly to: Local<"i32">;
  },
  { vector, single }: { readonly vector: Statement; readonly single: Statement },
): Statement[] {
  const [end, whole] = builder.locals("i32", 2);
  return [
    end.set(i32.add(to, bytes)),
    whole.set(i32.add(to, i32.and(bytes, i32.const(-16)))),
    loopWhile(i32.lt(to, whole), [vector, advance(from, 16), advance(to, 16)]),
    loopWhile(i32.lt(to, end), [single, advance(from, 4), advance(to, 4)]),
  ];
}

/** `y[pixel] = x[sources[pixel]]`, or 0 where the source is -1. */
export const gatherPixels: Kernel = kernel(
  "gatherPixels",
  ["x", "y", "sources", "zeros", "bytes", "pixels", "xImageBytes", "blocks"],
  (builder, unit, field) => {
    const [image, pixel, end, source, from, to, base] = builder.locals("i32", 7);
    return [
      image.set(i32.div(unit, field.blocks)),
      pixel.set(i32.mul(i32.rem(unit, field.blocks), i32.const(UNIT_PIXELS))),
      end.set(i32.add(pixel, i32.const(UNIT_PIXELS))),
      end.set(select(i32.lt(field.pixels, end), field.pixels, end)),
      base.set(i32.add(field.x, i32.mul(image, field.xImageBytes))),
      to.set(i32.add(
        field.y,
        i32.mul(i32.add(i32.mul(image, field.pixels), pixel), field.bytes),
      )),
      loopWhile(i32.lt(pixel, end), [
        source.set(i32.load(i32.add(field.sources, i32.shl(pixel, i32.const(2))))),
        from.set(select(
          i32.eq(source, i32.const(-1)),
          field.zeros,
          i32.add(base, i32.mul(source, field.bytes)),
        )),
        ...alongPixel(builder, { bytes: field.bytes, from, to }, {
          vector: v128.store(to, v128.load(from)),
          single: f32.store(to, f32.load(from)),
        }),
        advance(pixel, 1),
      ]),
    ];
  },
);

/** `dx[sources[pixel]] += dy[pixel]`, an image to a unit; `dx` holds zeros before. */
export const scatterPixels: Kernel = kernel(
  "scatterPixels",
  ["dy", "dx", "sources", "bytes", "pixels", "xImageBytes"],
  (builder, unit, field) => {
    const [pixel, source, from, to, base] = builder.locals("i32", 5);
    return [
      pixel.set(i32.const(0)),
      base.set(i32.add(field.dx, i32.mul(unit, field.xImageBytes))),
      from.set(i32.add(field.dy, i32.mul(i32.mul(unit, field.pixels), field.bytes))),
      loopWhile(i32.lt(pixel, field.pixels), [
        source.set(i32.load(i32.add(field.sources, i32.shl(pixel, i32.const(2))))),
        when(i32.eq(source, i32.const(-1)), [advance(from, field.bytes)], [
          to.set(i32.add(base, i32.mul(source, field.bytes))),
          ...alongPixel(builder, { bytes: field.bytes, from, to }, {
            vector: v128.store(to, f32x4.add(v128.load(to), v128.load(from))),
            single: f32.store(to, f32.add(f32.load(to), f32.load(from))),
          }),
        ]),
        advance(pixel, 1),
      ]),
    ];
  },
);
