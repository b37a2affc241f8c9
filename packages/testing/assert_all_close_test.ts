import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type AllCloseOptions, assertAllClose } from "./assert_all_close.ts";
import { AssertionError } from "./assertion_error.ts";

function failure(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  options?: AllCloseOptions,
): string {
  return assertThrows(() => assertAllClose(actual, expected, options), AssertionError).message;
}

describe("assertAllClose", () => {
  it("accepts what is within rtol * max|expected| + atol, and not a bit more", () => {
    assertAllClose([0.5, 8], [0, 8], { rtol: 1 / 16 });
    failure([0.5, 8], [0, 8], { rtol: 1 / 17 });
    assertAllClose([0.75, 8], [0, 8], { rtol: 1 / 16, atol: 0.25 });
    failure([0.75, 8], [0, 8], { rtol: 1 / 16, atol: 0.24 });
  });

  it("accepts any array-like, empty ones too", () => {
    assertAllClose(new Float32Array([1, 2]), [1, 2], { rtol: 0 });
    assertAllClose({ length: 1, 0: 4 }, new Float64Array([4]), { rtol: 0 });
    assertAllClose([], new Float32Array(0));
  });

  it("takes its default from the type of what was computed", () => {
    assertAllClose(new Float32Array([1 + 2 ** -21]), [1]);
    failure(new Float64Array([1 + 2 ** -21]), [1]);
    failure(new Float32Array([1 + 2 ** -19]), [1]);
  });

  it("refuses other lengths", () => {
    assertEquals(failure([1, 2], [1], { name: "dx" }), "dx must have 1 elements, got 2");
    failure([], [1]);
  });

  it("wants NaN and each infinity in the same places", () => {
    assertAllClose([NaN, Infinity, -Infinity, 1], [NaN, Infinity, -Infinity, 1]);
    for (const special of [NaN, Infinity, -Infinity]) {
      for (const other of [NaN, Infinity, -Infinity, 1]) {
        if (Object.is(special, other)) continue;
        failure([special], [other], { rtol: 1, atol: 1e300 });
        failure([other], [special], { rtol: 1, atol: 1e300 });
      }
    }
    failure([Infinity], [1], { atol: Infinity });
  });

  it("takes the maximum over finite values only", () => {
    failure([2, Infinity], [1, Infinity], { rtol: 0.5 });
    assertAllClose([1.5, NaN], [1, NaN], { rtol: 0.5 });
  });

  it("lets GPUs write anything where NaN or infinity is expected, and only there", () => {
    assertAllClose([0, 1], [NaN, 1], { skipNonFinite: true });
    failure([0, NaN], [0, 1], { skipNonFinite: true });
  });

  it("treats the two zeros as one", () => assertAllClose([-0], [0], { rtol: 0 }));

  it("names the worst index, both values, the error and the tolerance", () => {
    const message = failure([1, 3, 2.5], [1, 2, 2], { rtol: 0.125, atol: 0.125, name: "y" });
    assertStringIncludes(message, "y[1] must be 2, got 3: error 1, tolerance 0.375");
    assertStringIncludes(message, "2 of 3 elements");
  });

  it("refuses tolerances that no error can exceed", () => {
    assertThrows(() => assertAllClose([1], [1], { rtol: NaN }), RangeError, "rtol");
    assertThrows(() => assertAllClose([1], [1], { atol: -1 }), RangeError, "atol");
  });
});
