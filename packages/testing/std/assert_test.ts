import {
  assert,
  assertEquals,
  assertExists,
  AssertionError,
  assertIsError,
  assertRejects,
  assertThrows,
} from "@std/assert";
import { describe, it } from "@std/testing/bdd";

describe("@std/assert", () => {
  it("fails with an AssertionError", () => {
    assertThrows(() => assertEquals([1, 2], [1, 3]), AssertionError, "Values are not equal");
  });

  it("fails where the error class or its message differs", () => {
    function fails(): never {
      throw new RangeError("epsilon must be positive, got -1");
    }
    assertThrows(() => assertThrows(fails, TypeError), AssertionError);
    assertThrows(() => assertThrows(fails, RangeError, "gamma"), AssertionError);
    assertThrows(() => assertThrows(() => {}), AssertionError);
  });

  it("narrows the type it asserts", () => {
    const values: Array<number | undefined> = [4];
    const first = values[0];
    assertExists(first);
    assert(first.toFixed(1) === "4.0");
    const caught: unknown = new TypeError("wrong");
    assertIsError(caught, TypeError);
    assertEquals(caught.message, "wrong");
  });

  it("hands back the error that a promise rejected with", async () => {
    const error = await assertRejects(() => Promise.reject(new RangeError("no")), RangeError);
    assertEquals(error.message, "no");
  });
});
