/** Activations and their gradients, four elements at a time; an array's last elements get the same bits. */

import { select } from "../../simd/_wasm/control.ts";
import type { FunctionBuilder } from "../../simd/_wasm/module.ts";
import { f32, i32 } from "../../simd/_wasm/scalars.ts";
import type { Value } from "../../simd/_wasm/types.ts";
import { f32x4, f32x4More, i32x4, v128 } from "../../simd/_wasm/vectors.ts";
import {
  type Curve,
  leakyRelu,
  relu,
  sigmoid,
  silu,
  siluSlope,
  tanh,
} from "../../simd/_kernels/curves.ts";
import { type Kernel, kernel } from "../../simd/_kernels/job.ts";
import { alongPiece } from "../../simd/_kernels/run_pieces.ts";
import { ACTIVATION_UNIT_BYTES } from "../_activate.ts";

type Vector = Value<"v128">;
type Formula = (
  values: readonly Vector[],
  builder: FunctionBuilder,
  slope: Vector,
) => Vector;

const ZERO = f32x4.splat(f32.const(0));
const ONE = f32x4.splat(f32.const(1));

/** A formula over some arrays, which all have so many bytes. */
function formulaKernel(name: string, inputs: readonly ("a" | "b")[], formula: Formula): Kernel {
  return kernel(name, [...inputs, "y", "bytes", "slope"] as const, (builder, unit, field) => {
    const [from, bytes] = builder.locals("i32", 2);
    const arrays = [...inputs, "y"] as const;
    const pointers = arrays.map(() => builder.local("i32"));
    const sources = pointers.slice(0, -1), target = pointers.at(-1)!;
    const compute = (values: readonly Vector[]) =>
      formula(values, builder, i32x4.splat(field.slope));
    const unitBytes = i32.const(ACTIVATION_UNIT_BYTES);
    return [
      from.set(i32.mul(unit, unitBytes)),
      bytes.set(i32.sub(field.bytes, from)),
      bytes.set(select(i32.lt(bytes, unitBytes), bytes, unitBytes)),
      ...pointers.map((pointer, i) => pointer.set(i32.add(field[arrays[i]!], from))),
      ...alongPiece(builder, { bytes, pointers }, {
        vectors: (offset) => [
          v128.store(target, compute(sources.map((source) => v128.load(source, offset))), offset),
        ],
        single: [
          f32.store(
            target,
            f32x4.lane(compute(sources.map((source) => v128.load32Splat(source))), 0),
          ),
        ],
      }),
    ];
  });
}

function forward(name: string, curve: Curve): Kernel {
  return formulaKernel(name, ["a"], ([x], builder, slope) => curve(builder, x!, slope));
}

function gradient(name: string, formula: Formula): Kernel {
  return formulaKernel(name, ["a", "b"], formula);
}

/** They are found by their names. */
export const ACTIVATION_KERNELS: readonly Kernel[] = [
  forward("relu", relu),
  forward("leakyReluForward", leakyRelu),
  forward("tanh", tanh),
  forward("sigmoid", sigmoid),
  forward("silu", silu),
  gradient("reluBackward", ([dy, x]) => v128.bitselect(ZERO, dy!, f32x4More.le(x!, ZERO))),
  gradient(
    "leakyReluBackward",
    ([dy, x], _, slope) => v128.bitselect(dy!, f32x4.mul(dy!, slope), f32x4More.lt(ZERO, x!)),
  ),
  gradient(
    "tanhBackward",
    ([dy, y]) => f32x4.mul(dy!, f32x4.mul(f32x4.sub(ONE, y!), f32x4.add(ONE, y!))),
  ),
  gradient("sigmoidBackward", ([dy, y]) => f32x4.mul(dy!, f32x4.mul(y!, f32x4.sub(ONE, y!)))),
  gradient(
    "siluBackward",
    ([dy, x], builder, slope) => f32x4.mul(dy!, siluSlope(builder, x!, slope)),
  ),
];
