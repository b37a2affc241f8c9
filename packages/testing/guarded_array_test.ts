import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AssertionError } from "./assertion_error.ts";
import { guardedArray } from "./guarded_array.ts";

describe("guarded array", () => {
  it("starts as zeros, in memory of the caller's", () => {
    const memory = new Float32Array(100);
    const { array, whole } = guardedArray(3, (length) => memory.subarray(0, length));
    assertEquals([...array], [0, 0, 0]);
    assertEquals(whole.buffer, memory.buffer);
  });
  for (const at of [-20, -1, 3, 22]) {
    it(`sees a write to element ${at}`, () => {
      const { whole, assertIntact } = guardedArray(3);
      assertIntact();
      whole[20 + at] = NaN;
      assertThrows(assertIntact, AssertionError, `element ${at} of 3 must not be written, got NaN`);
    });
  }
});
