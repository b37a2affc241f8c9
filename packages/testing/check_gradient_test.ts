import { assertStringIncludes, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AssertionError } from "./assertion_error.ts";
import { checkGradient, type GradientCheck } from "./check_gradient.ts";
import { randomArray } from "./random_array.ts";

const x = randomArray(30, 1);
const f = (values: Float64Array): number => values.reduce((sum, v) => sum + Math.exp(v), 0);
const gradient = x.map(Math.exp);

function failure(check: Partial<GradientCheck>): string {
  return assertThrows(() => checkGradient({ f, x, gradient, ...check }), AssertionError).message;
}

describe("checkGradient", () => {
  it("accepts a right gradient, for every seed", () => {
    for (let seed = 0; seed < 20; seed++) checkGradient({ f, x, gradient, seed });
  });

  it("finds one wrong component of thirty, for every seed", () => {
    const wrong = gradient.slice();
    wrong[17]! += 1e-3;
    for (let seed = 0; seed < 20; seed++) failure({ gradient: wrong, seed });
  });

  it("finds a missing factor, a wrong sign and a gradient of zeros", () => {
    failure({ gradient: gradient.map((g) => g * 1.0001) });
    failure({ gradient: gradient.map((g) => -g) });
    failure({ gradient: new Float64Array(30) });
  });

  it("holds far from the origin and for small values", () => {
    for (const mean of [0, 1e3]) {
      for (const sigma of [1e-2, 1, 1e3]) {
        const at = randomArray(20, 2, { mean, sigma });
        const square = (v: Float64Array): number => v.reduce((s, a) => s + (a - mean) ** 2, 0);
        checkGradient({ f: square, x: at, gradient: at.map((a) => 2 * (a - mean)) });
      }
    }
  });

  it("accepts a gradient of zero, and constant x", () => {
    checkGradient({ f: () => 3, x, gradient: new Float64Array(30) });
    checkGradient({ f, x: [0, 0], gradient: [1, 1] });
    checkGradient({ f, x: [2], gradient: [Math.exp(2)] });
  });

  it("fails on NaN, from either side", () => {
    failure({ gradient: gradient.map((g, i) => (i === 3 ? NaN : g)) });
    failure({ f: () => NaN });
    failure({ f: (v) => (v[0]! > x[0]! ? Infinity : 0) });
  });

  it("names both slopes, the error and the tolerance", () => {
    const message = failure({ gradient: new Float64Array(30), name: "dx", seed: 5 });
    assertStringIncludes(message, "dx must give the slope ");
    assertStringIncludes(message, "got 0: error ");
    assertStringIncludes(message, "seed 5");
  });

  it("refuses a gradient of another length and options out of range", () => {
    const bad: Partial<GradientCheck>[] = [
      { gradient: [1] },
      { directions: 0 },
      { step: 0 },
      { tolerance: NaN },
      { atol: -1 },
    ];
    for (const options of bad) {
      assertThrows(() => checkGradient({ f, x, gradient, ...options }), RangeError);
    }
  });
});
