import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { exactMoments } from "./exact_moments.ts";
import { randomArray } from "./random_array.ts";

/** A fraction; the denominator is positive. */
type Rational = readonly [bigint, bigint];

/** Exact: every finite number times a power of two is whole. */
function toRational(value: number): Rational {
  assert(Number.isFinite(value), `${value} must be finite`);
  let numerator = value, denominator = 1n;
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    denominator *= 2n;
  }
  return [BigInt(numerator), denominator];
}

function add([a, b]: Rational, [c, d]: Rational): Rational {
  return reduce([a * d + c * b, b * d]);
}

function multiply([a, b]: Rational, [c, d]: Rational): Rational {
  return reduce([a * c, b * d]);
}

function reduce([a, b]: Rational): Rational {
  let divisor = b, rest = abs(a);
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return [a / divisor, b / divisor];
}

/** The definition, word by word. */
function rationalMoments(x: ArrayLike<number>): { mean: Rational; variance: Rational } {
  const values = Array.from(x, toRational);
  const inverse: Rational = [1n, BigInt(values.length)];
  const mean = multiply(values.reduce(add, [0n, 1n]), inverse);
  const negative: Rational = [-mean[0], mean[1]];
  const squares = values.map((value) => add(value, negative)).map((d) => multiply(d, d));
  return { mean, variance: multiply(squares.reduce(add, [0n, 1n]), inverse) };
}

/** Whether no float64 is nearer to the fraction than the number given. */
function assertNearest(actual: number, [a, b]: Rational): void {
  const [c, d] = toRational(actual);
  const distance = abs(a * d - c * b); // over b * d
  // Half of the gap to the next float64 of larger magnitude, or of smaller, whichever is wider.
  const gap = toRational(Math.max(Math.abs(actual) * 2 ** -52, 2 ** -1074));
  assert(
    2n * distance * gap[1] <= gap[0] * b * d,
    `${actual} must be the float64 nearest to ${a}/${b}`,
  );
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

const CASES: readonly (readonly [string, Float32Array | Float64Array])[] = [
  ["one value", new Float32Array([0.1])],
  ["normal", randomArray(257, 1, { type: "float32" })],
  ["normal, float64", randomArray(61, 2).map((value) => value / 3)],
  ["mean a million deviations", randomArray(300, 3, { type: "float32", mean: 1e6, sigma: 1 })],
  ["near the largest float32", new Float32Array([3.4e38, -3.3e38, 3.4e38, 1e38])],
  ["smallest float32", new Float32Array([2 ** -149, 0, -(2 ** -126), 2 ** -140])],
  ["magnitudes apart", new Float32Array([1e30, 1, -1e30, 1e-30, 7])],
  ["float64 apart", new Float64Array([1e16, 1, -1e16, 1e-16])],
];

describe("exactMoments", () => {
  for (const [name, x] of CASES) {
    it(`agrees with rational arithmetic: ${name}`, () => {
      const { mean, variance } = exactMoments(x);
      const wanted = rationalMoments(x);
      assertNearest(mean, wanted.mean);
      assertNearest(variance, wanted.variance);
    });
  }

  it("is the same through both sums", () => {
    const x = randomArray(500, 4, { type: "float32", mean: -30 });
    assertEquals(exactMoments(x), exactMoments(Float64Array.from(x)));
  });

  it("finds no variance in 2 ** 20 equal values, and a single one that differs", () => {
    const x = new Float32Array(2 ** 20).fill(0.1);
    assertEquals(exactMoments(x), { mean: Math.fround(0.1), variance: 0 });
    x[12_345] = Math.fround(0.1) + 2 ** -20;
    const step = x[12_345]! - x[0]!;
    const share = 2 ** -20;
    assertEquals(exactMoments(x).variance, step * step * share * (1 - share));
  });

  it("is zero for nothing, and NaN where an element is not finite", () => {
    assertEquals(exactMoments(new Float32Array(0)), { mean: 0, variance: 0 });
    for (const value of [NaN, Infinity, -Infinity]) {
      assertEquals(exactMoments(new Float32Array([1, value])), { mean: NaN, variance: NaN });
    }
  });

  it("refuses more elements than it can add without rounding", () => {
    const long = Object.create(Float32Array.prototype, { length: { value: 2 ** 29 + 1 } });
    assertThrows(() => exactMoments(long), RangeError, "at most 536870912 elements");
  });
});
