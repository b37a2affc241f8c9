/** What both kinds of moments share: from sums of differences to a mean and a sum of squares. */

import { f64 } from "../_wasm/scalars.ts";
import type { FunctionBuilder } from "../_wasm/module.ts";
import type { Local, Statement, Value } from "../_wasm/types.ts";

/**
 * Sums of squares of 32-bit differences are trusted between these, per element; outside of them the
 * differences may have overflowed or vanished when they were squared, and 64-bit sums are taken.
 */
export const LEAST_TRUSTED: number = 2 ** -90;
/** The upper end of the same range. */
export const MOST_TRUSTED: number = 2 ** 126;

/** How many 32-bit values are added before the sum moves on to a wider or fresh one. */
export const CHAIN = 16;
/** The same for gradients, whose sums may cancel to almost nothing over millions of elements. */
export const GRADIENT_CHAIN = 8;

/** Running moments of one statistic. */
export interface Moments {
  readonly count: Local<"f64">;
  readonly mean: Local<"f64">;
  readonly squares: Local<"f64">;
}

/**
 * Joins a block into running moments (Chan, Golub, LeVeque 1979). `residual` and `squares` are sums
 * of the differences from `center`, and of their squares.
 */
export function mergeBlock(
  builder: FunctionBuilder,
  moments: Moments,
  { count, center, residual, squares }: {
    readonly count: Value<"f64">;
    readonly center: Value<"f64">;
    readonly residual: Value<"f64">;
    readonly squares: Value<"f64">;
  },
): Statement[] {
  const [correction, total, delta, share] = builder.locals("f64", 4);
  const own = f64.max(f64.sub(squares, f64.mul(residual, correction)), f64.const(0));
  const between = f64.mul(f64.mul(delta, delta), f64.mul(moments.count, share));
  return [
    correction.set(f64.div(residual, count)),
    delta.set(f64.sub(f64.add(center, correction), moments.mean)),
    total.set(f64.add(moments.count, count)),
    share.set(f64.div(count, total)),
    moments.squares.set(f64.add(moments.squares, f64.add(own, between))),
    moments.mean.set(f64.add(moments.mean, f64.mul(delta, share))),
    moments.count.set(total),
  ];
}
