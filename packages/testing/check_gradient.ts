import { AssertionError } from "./assertion_error.ts";
import { seededRandom } from "./seeded_random.ts";

/** A function, the gradient that it claims to have, and how closely to look. */
export interface GradientCheck {
  /** The function, in float64. Called with a fresh array each time. */
  readonly f: (x: Float64Array<ArrayBuffer>) => number;
  /** Where to check. Not written. */
  readonly x: ArrayLike<number>;
  /** The gradient of `f` at `x`, as long as `x`. */
  readonly gradient: ArrayLike<number>;
  /** How many random directions to take. Default 4. */
  readonly directions?: number;
  /** The step, relative to the spread of `x`. Default 1e-5. */
  readonly step?: number;
  /** The tolerance, relative to the length of the gradient. Default 1e-6. */
  readonly tolerance?: number;
  /** An absolute tolerance on top, for gradients that are 0. Default 1e-9. */
  readonly atol?: number;
  /** The seed of the directions. Default 0. */
  readonly seed?: number;
  /** What the gradient is, for the message. */
  readonly name?: string;
}

/**
 * Asserts that a gradient is the one that central differences find in float64:
 * `(f(x + h * v) - f(x - h * v)) / (2 * h)` against the inner product of `gradient` and `v`, along
 * random directions `v` with normally distributed components.
 *
 * One direction sees every component at once, so four calls replace one call per element. The two
 * may differ by `tolerance * max(|gradient|, |slope|) + atol`, where `|gradient|` is the Euclidean
 * length, which is what the slope along such a direction is about as large as.
 *
 * @throws {AssertionError} If the two differ, or one of them is not finite.
 * @throws {RangeError} If the gradient has another length than `x`, or a number is out of range.
 *
 * @example
 * ```ts
 * import { AssertionError, checkGradient } from "@evenkeel/testing";
 * import { assertThrows } from "@std/assert";
 *
 * const f = ([a = 0, b = 0]: Float64Array): number => a * a * b;
 * checkGradient({ f, x: [3, 5], gradient: [30, 9] });
 * assertThrows(() => checkGradient({ f, x: [3, 5], gradient: [30, 9.1] }), AssertionError);
 * ```
 */
export function checkGradient(check: GradientCheck): void {
  const { f, x, gradient, name = "gradient", seed = 0 } = check;
  const { directions = 4, step = 1e-5, tolerance = 1e-6, atol = 1e-9 } = check;
  if (gradient.length !== x.length) {
    throw new RangeError(`${name} must have ${x.length} elements (x), got ${gradient.length}`);
  }
  if (!Number.isSafeInteger(directions) || directions < 1) {
    throw new RangeError(`directions must be an integer of at least 1, got ${directions}`);
  }
  if (!(step > 0)) throw new RangeError(`step must be greater than 0, got ${step}`);
  if (!(tolerance >= 0)) throw new RangeError(`tolerance must be at least 0, got ${tolerance}`);
  if (!(atol >= 0)) throw new RangeError(`atol must be at least 0, got ${atol}`);

  const random = seededRandom(seed);
  const h = step * spread(x);
  const length = Math.sqrt(Array.from(gradient).reduce((sum, g) => sum + g * g, 0));
  for (let direction = 0; direction < directions; direction++) {
    const above = new Float64Array(x.length);
    const below = new Float64Array(x.length);
    let claimed = 0;
    for (let i = 0; i < x.length; i++) {
      const move = h * random.normal();
      above[i] = x[i]! + move;
      below[i] = x[i]! - move;
      // The difference that rounding left over, not the one that was asked for.
      claimed += gradient[i]! * ((above[i]! - below[i]!) / (2 * h));
    }
    const found = (f(above) - f(below)) / (2 * h);
    const allowed = tolerance * Math.max(length, Math.abs(found)) + atol;
    const error = Math.abs(found - claimed);
    if (error <= allowed && error < Infinity) continue;
    throw new AssertionError(
      `${name} must give the slope ${found} (central differences) along direction ${direction}, ` +
        `got ${claimed}: error ${error}, tolerance ${allowed} ` +
        `(step ${h}, |gradient| ${length}, seed ${seed})`,
    );
  }
}

/**
 * How large a change of `x` is: its standard deviation, since a common offset says nothing about
 * that, but not so small beside the values that rounding would drown the difference.
 */
function spread(x: ArrayLike<number>): number {
  const values = Array.from(x);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Math.max(Math.sqrt(square), values.length > 1 ? largest / 1000 : largest) || 1;
}
