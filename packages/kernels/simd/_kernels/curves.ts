/** What bends an activation, on four numbers at once; the same bits wherever a number stands. */

import type { FunctionBuilder } from "../_wasm/module.ts";
import { f32, f64 } from "../_wasm/scalars.ts";
import type { Statement, Value } from "../_wasm/types.ts";
import { f32x4, f32x4More, f64x2, i32x4, v128 } from "../_wasm/vectors.ts";
import { HALVES } from "./lanes.ts";

type Vector = Value<"v128">;

/** What a formula is written with. */
interface Terms {
  /** Computes a value once, so that it can be used twice. */
  readonly keep: (value: Vector) => Vector;
  /** A number, four times; it is made before the loop. */
  readonly four: (value: number) => Vector;
  /** A number in 64 bits, twice. */
  readonly two: (value: number) => Vector;
}

/** A function of a vector; `slope` is what leaky ReLU multiplies with. */
export type Curve = (builder: FunctionBuilder, x: Vector, slope: Vector) => Vector;

/** What functions have computed before anything else, by its bytes. */
const COMPUTED = new WeakMap<FunctionBuilder, Map<string, Vector>>();

/** Compilers do not take constants out of a loop by themselves: that makes it a quarter faster. */
function once(builder: FunctionBuilder, value: Vector): Vector {
  const computed = COMPUTED.get(builder) ?? new Map<string, Vector>();
  COMPUTED.set(builder, computed);
  const key = value.bytes.join();
  const known = computed.get(key);
  if (known !== undefined) return known;
  const local = builder.local("v128");
  builder.first.push(local.set(value));
  computed.set(key, local);
  return local;
}

// Marked as pure where it is called: engines without activations are bundled without these.
function curve(body: (by: Terms, x: Vector, slope: Vector) => Vector): Curve {
  return (builder, x, slope) => {
    const statements: Statement[] = [];
    const keep = (value: Vector) => {
      const local = builder.local("v128");
      statements.push(local.set(value));
      return local;
    };
    const four = (value: number) => once(builder, f32x4.splat(f32.const(value)));
    const two = (value: number) => once(builder, f64x2.splat(f64.const(value)));
    const { bytes } = body({ keep, four, two }, keep(x), slope);
    // Statements leave the stack as it was, so they may stand before a value.
    return {
      type: "v128",
      bytes: [...statements.map((statement) => statement.bytes), bytes],
    };
  };
}

/** Added to a small number, this leaves it rounded to a whole one in the last bits. */
const ROUNDING = 12582912;
const EXPONENT_BIAS = 127;
const MANTISSA_BITS = 23;
/** ln 2 in two parts; whole numbers below 2 ** 14 times the first are exact. */
const LN2_HIGH = 0.693359375;
const LN2_LOW = -2.12194440e-4;
/** `(exp(r) - 1 - r) / r ** 2` for `|r| < ln(2) / 2`, of Moshier's Cephes; the highest power first. */
const COEFFICIENTS = [
  1.9875691500e-4,
  1.3981999507e-3,
  8.3334519073e-3,
  4.1665795894e-2,
  1.6666665459e-1,
  5.0000001201e-1,
];

/**
 * `exp(a)` is `(1 + excess) * scale * 2 ** shift`, where scale is a power of two that a 32-bit float
 * holds; excess has 32 bits.
 */
function power(
  { keep, four }: Terms,
  a: Vector,
  shift: number,
): readonly [excess: Vector, scale: Vector] {
  const rounding = four(ROUNDING + EXPONENT_BIAS - shift);
  const rounded = keep(f32x4.add(f32x4.mul(a, four(Math.LOG2E)), rounding));
  const whole = keep(f32x4.sub(rounded, rounding));
  const high = f32x4.sub(a, f32x4.mul(whole, four(LN2_HIGH)));
  const r = keep(f32x4.sub(high, f32x4.mul(whole, four(LN2_LOW))));
  const [first, ...rest] = COEFFICIENTS.map(four);
  const q = rest.reduce((sum, coefficient) => f32x4.add(f32x4.mul(sum, r), coefficient), first!);
  return [
    keep(f32x4.add(r, f32x4.mul(f32x4.mul(r, r), q))),
    keep(i32x4.shl(rounded, MANTISSA_BITS)),
  ];
}

/** In 64 bits, so that nothing but excess and the result is rounded. */
function wide(
  values: readonly Vector[],
  formula: (...values: readonly Vector[]) => Vector,
): Vector {
  const [low, high] = HALVES.map((half) => formula(...values.map(half)));
  return f32x4.demote(low!, high!);
}

/** Numbers beyond it go to their limits; with less on the left, exp would still be a float. */
const MOST = 120;
/** exp(-30) is nothing beside 1, even 120 times. */
const LEAST_POWER = -30;
/** Brings the powers of two from -43 to 173 to where 32-bit floats have them. */
const SHIFT = 60;

/** Calls `formula` with `1 + exp(-x)`, and x within its limits, in 64 bits. */
function logistic(
  by: Terms,
  x: Vector,
  formula: (below: Vector, x: Vector) => Vector,
): Vector {
  const { keep, four, two } = by;
  const within = keep(f32x4More.pmax(x, four(-MOST)));
  const a = keep(f32x4More.pmax(f32x4More.neg(within), four(LEAST_POWER)));
  const [excess, scale] = power(by, a, SHIFT);
  return wide([excess, scale, within], (excess, scale, x) => {
    const exp = f64x2.mul(f64x2.add(two(1), excess!), scale!);
    const below = f64x2.add(two(1), f64x2.mul(exp, two(2 ** SHIFT)));
    return formula(keep(below), x!);
  });
}

/** `max(x, 0)`; NaN stays NaN, and adding 0 makes 0 of -0: two instructions where `max` is seven. */
export const relu: Curve = /* @__PURE__ */ curve(({ four }, x) =>
  f32x4.add(f32x4More.pmax(x, four(0)), four(0))
);

/** `x > 0 ? x : x * slope` */
export const leakyRelu: Curve = /* @__PURE__ */ curve(({ four }, x, slope) =>
  v128.bitselect(x, f32x4.mul(x, slope), f32x4More.lt(four(0), x))
);

/** `1 / (1 + exp(-x))` */
export const sigmoid: Curve = /* @__PURE__ */ curve((by, x) =>
  logistic(by, x, (below) => f64x2.div(by.two(1), below))
);

/** `x / (1 + exp(-x))`; NaN of negative infinity. */
export const silu: Curve = /* @__PURE__ */ curve((by, x) => {
  const value = logistic(by, x, (below, x) => f64x2.div(x, below));
  return f32x4.add(value, f32x4.mul(f32x4More.pmin(x, by.four(0)), by.four(0)));
});

/** `(1 - exp(-2 |x|)) / (1 + exp(-2 |x|))` with the sign of x: of small numbers, without a loss. */
export const tanh: Curve = /* @__PURE__ */ curve((by, x) => {
  const { keep, four, two } = by;
  const a = keep(f32x4More.pmax(f32x4.mul(f32x4More.abs(x), four(-2)), four(LEAST_POWER)));
  const size = wide(power(by, a, 0), (excess, scale) => {
    // exp(a) - 1
    const less = keep(f64x2.add(f64x2.mul(excess!, scale!), f64x2.sub(scale!, two(1))));
    return f64x2.div(less, f64x2.add(two(2), less));
  });
  return v128.or(f32x4More.abs(size), v128.and(x, four(-0)));
});

/** The derivative of {@linkcode silu}: `s * (1 + x * (1 - s))` with `s = sigmoid(x)`. NaN of infinity. */
export const siluSlope: Curve = /* @__PURE__ */ curve((by, x) => {
  const { keep, four, two } = by;
  const value = logistic(by, keep(f32x4More.pmin(x, four(MOST))), (below, x) => {
    const s = keep(f64x2.div(two(1), below));
    const rest = f64x2.mul(f64x2.sub(below, two(1)), s);
    return f64x2.mul(s, f64x2.add(two(1), f64x2.mul(x, rest)));
  });
  return f32x4.add(value, f32x4.mul(x, four(0)));
});
