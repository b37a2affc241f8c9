/** Arithmetic on whole arrays, one vector after the other. */

import { advance, loopWhile, select } from "../../simd/_wasm/control.ts";
import { f32, i32 } from "../../simd/_wasm/scalars.ts";
import type { Local, Value } from "../../simd/_wasm/types.ts";
import { f32x4, f32x4More, v128 } from "../../simd/_wasm/vectors.ts";
import { type Kernel, kernel } from "../../simd/_kernels/job.ts";

type Vector = Value<"v128">;

/** How many bytes a unit has: below that, waking another thread costs more than it brings. */
export const UNIT_BYTES = 524288;
const STEP_VECTORS = 4;

/** Kernels of two arrays: `y = f(a, b)`. Each is read again from its start after so many bytes. */
const BINARY_FIELDS = ["a", "b", "y", "bytes", "aPeriod", "bPeriod"] as const;

function binary(name: string, f: (a: Vector, b: Vector) => Vector): Kernel {
  return kernel(name, BINARY_FIELDS, (builder, unit, field) => {
    const [a, b, y, end, from, aEnd, bEnd] = builder.locals("i32", 7);
    const step = (at: Local<"i32">, start: Value<"i32">, end: Value<"i32">) => [
      advance(at, 16 * STEP_VECTORS),
      at.set(select(i32.lt(at, end), at, start)),
    ];
    return [
      from.set(i32.mul(unit, i32.const(UNIT_BYTES))),
      a.set(i32.add(field.a, i32.rem(from, field.aPeriod))),
      b.set(i32.add(field.b, i32.rem(from, field.bPeriod))),
      aEnd.set(i32.add(field.a, field.aPeriod)),
      bEnd.set(i32.add(field.b, field.bPeriod)),
      y.set(i32.add(field.y, from)),
      end.set(i32.sub(field.bytes, from)),
      end.set(select(i32.lt(end, i32.const(UNIT_BYTES)), end, i32.const(UNIT_BYTES))),
      end.set(i32.add(y, end)),
      loopWhile(i32.lt(y, end), [
        ...Array.from(
          { length: STEP_VECTORS },
          (_, i) => v128.store(y, f(v128.load(a, 16 * i), v128.load(b, 16 * i)), 16 * i),
        ),
        ...step(a, field.a, aEnd),
        ...step(b, field.b, bEnd),
        advance(y, 16 * STEP_VECTORS),
      ]),
    ];
  });
}

const ZERO = f32x4.splat(f32.const(0));
const ONE = f32x4.splat(f32.const(1));

/** By name. Bytes and periods are multiples of 64. */
export const ELEMENTWISE_KERNELS: {
  readonly add: Kernel;
  readonly sub: Kernel;
  readonly mul: Kernel;
  readonly div: Kernel;
  readonly maximum: Kernel;
  readonly minimum: Kernel;
  readonly squaredDifference: Kernel;
  readonly leakyRelu: Kernel;
  readonly step: Kernel;
} = {
  add: binary("add", f32x4.add),
  sub: binary("sub", f32x4.sub),
  mul: binary("mul", f32x4.mul),
  div: binary("div", f32x4.div),
  maximum: binary("maximum", f32x4More.max),
  minimum: binary("minimum", f32x4More.min),
  squaredDifference: binary("squaredDifference", (a, b) => {
    const difference = f32x4.sub(a, b);
    return f32x4.mul(difference, difference);
  }),
  // a > 0 ? a : a * b; NaN is not greater, and stays NaN.
  leakyRelu: binary(
    "leakyRelu",
    (a, b) => v128.bitselect(a, f32x4.mul(a, b), f32x4More.lt(ZERO, a)),
  ),
  // a > 0 ? 1 : b; NaN stays NaN, as in TensorFlow.js.
  step: binary("step", (a, b) => {
    const steps = v128.bitselect(ONE, b, f32x4More.lt(ZERO, a));
    return v128.bitselect(steps, a, f32x4.eq(a, a));
  }),
};
