/** From a pixel's first channel to its last: vectors as long as there are four, then one by one. */

import { advance, loopWhile } from "../../simd/_wasm/control.ts";
import type { FunctionBuilder } from "../../simd/_wasm/module.ts";
import { f32, i32 } from "../../simd/_wasm/scalars.ts";
import type { Local, Statement, Value } from "../../simd/_wasm/types.ts";
import { f32x4, v128 } from "../../simd/_wasm/vectors.ts";

type Int = Value<"i32">;
type Vector = Value<"v128">;

/** How a step reads and writes its channels; the arithmetic in between is the same for all. */
export interface Step {
  readonly load: (address: Int) => Vector;
  readonly store: (address: Int, value: Vector) => Statement;
}

const FOUR: Step = { load: v128.load, store: v128.store };
const ONE: Step = {
  load: v128.load32Splat,
  store: (address, value) => f32.store(address, f32x4.lane(value, 0)),
};

/** `channel` counts bytes from 0 to `bytes`. */
export function alongChannels(
  builder: FunctionBuilder,
  { channel, bytes }: { readonly channel: Local<"i32">; readonly bytes: Int },
  body: (step: Step) => readonly Statement[],
): Statement[] {
  const whole = builder.local("i32");
  return [
    channel.set(i32.const(0)),
    whole.set(i32.and(bytes, i32.const(-16))),
    loopWhile(i32.lt(channel, whole), [...body(FOUR), advance(channel, 16)]),
    loopWhile(i32.lt(channel, bytes), [...body(ONE), advance(channel, 4)]),
  ];
}
