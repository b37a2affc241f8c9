import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { assertBitEqual } from "./assert_bit_equal.ts";
import { AssertionError } from "./assertion_error.ts";

function failure(...args: Parameters<typeof assertBitEqual>): string {
  return assertThrows(() => assertBitEqual(...args), AssertionError).message;
}

describe("assertBitEqual", () => {
  it("accepts equal bits, also in views with an offset and in shared memory", () => {
    const shared = new Float32Array(new SharedArrayBuffer(16));
    shared.set([9, 1, 2, NaN]);
    assertBitEqual(shared.subarray(1), new Float32Array([1, 2, NaN]));
    assertBitEqual(new Float64Array([9, 5]).subarray(1), new Float64Array([5]));
    assertBitEqual(new Float64Array(0), new Float64Array(0));
  });

  it("tells neighbors apart, in either half of a float64", () => {
    assertEquals(
      failure(new Float64Array([1, 1 + 2 ** -52]), new Float64Array([1, 1]), "y"),
      "y[1] must be 1 (0x3ff0000000000000), got 1.0000000000000002 (0x3ff0000000000001), of 2 elements",
    );
    failure(new Float64Array([1, 2]), new Float64Array([1, 4]));
    failure(new Float32Array([1 + 2 ** -23]), new Float32Array([1]));
  });

  it("tells zeros and NaN payloads apart", () => {
    assertEquals(
      failure(new Float32Array([0]), new Float32Array([-0])),
      "actual[0] must be -0 (0x80000000), got 0 (0x00000000), of 1 elements",
    );
    const payload = new Float32Array(new Uint32Array([0x7fc00001]).buffer);
    failure(payload, new Float32Array([NaN]));
  });

  it("refuses other lengths and types", () => {
    assertEquals(
      failure(new Float32Array(2), new Float32Array(3)),
      "actual must have 3 elements, got 2",
    );
    assertEquals(
      failure(new Float32Array(2), new Float64Array(2), "dx"),
      "dx must be a Float64Array, got a Float32Array",
    );
  });
});
