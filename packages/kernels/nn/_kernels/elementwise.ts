/** Arithmetic on whole arrays, one vector after the other. */

import { advance, loopWhile, select } from "../../simd/_wasm/control.ts";
import { f32, i32 } from "../../simd/_wasm/scalars.ts";
import type { Value } from "../../simd/_wasm/types.ts";
import { f32x4, v128 } from "../../simd/_wasm/vectors.ts";
import { type Kernel, kernel } from "../../simd/_kernels/job.ts";

type Vector = Value<"v128">;

/** How many bytes a unit has: below that, waking another thread costs more than it brings. */
export const UNIT_BYTES = 524288;
const STEP_VECTORS = 4;

/** Kernels of two arrays: `y = f(a, b)`. A step of 0 reads the same 64 bytes again and again. */
const BINARY_FIELDS = ["a", "b", "y", "bytes", "aStep", "bStep"] as const;

function binary(name: string, f: (a: Vector, b: Vector) => Vector): Kernel {
  return kernel(name, BINARY_FIELDS, (builder, unit, field) => {
    const [a, b, y, end, from] = builder.locals("i32", 5);
    const scaled = (step: Value<"i32">) =>
      i32.mul(i32.div(from, i32.const(16 * STEP_VECTORS)), step);
    return [
      from.set(i32.mul(unit, i32.const(UNIT_BYTES))),
      a.set(i32.add(field.a, scaled(field.aStep))),
      b.set(i32.add(field.b, scaled(field.bStep))),
      y.set(i32.add(field.y, from)),
      end.set(i32.sub(field.bytes, from)),
      end.set(select(i32.lt(end, i32.const(UNIT_BYTES)), end, i32.const(UNIT_BYTES))),
      end.set(i32.add(y, end)),
      loopWhile(i32.lt(y, end), [
        ...Array.from(
          { length: STEP_VECTORS },
          (_, i) => v128.store(y, f(v128.load(a, 16 * i), v128.load(b, 16 * i)), 16 * i),
        ),
        advance(a, field.aStep),
        advance(b, field.bStep),
        advance(y, 16 * STEP_VECTORS),
      ]),
    ];
  });
}

const ZERO = f32x4.splat(f32.const(0));
const ONE = f32x4.splat(f32.const(1));

/** By name. Bytes are a multiple of 64. */
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
  maximum: binary("maximum", f32x4.max),
  minimum: binary("minimum", f32x4.min),
  squaredDifference: binary("squaredDifference", (a, b) => {
    const difference = f32x4.sub(a, b);
    return f32x4.mul(difference, difference);
  }),
  // a > 0 ? a : a * b; NaN is not greater, and stays NaN.
  leakyRelu: binary("leakyRelu", (a, b) => v128.bitselect(a, f32x4.mul(a, b), f32x4.lt(ZERO, a))),
  // a > 0 ? 1 : b; NaN stays NaN, as in TensorFlow.js.
  step: binary("step", (a, b) => {
    const steps = v128.bitselect(ONE, b, f32x4.lt(ZERO, a));
    return v128.bitselect(steps, a, f32x4.eq(a, a));
  }),
};
