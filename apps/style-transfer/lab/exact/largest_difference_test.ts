import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { largestDifference } from "./largest_difference.ts";

const ZERO = {
  y: new Float64Array([1, -4]),
  dx: new Float64Array([1]),
  dgamma: new Float64Array([2]),
  dbeta: new Float64Array([8]),
};

describe("largestDifference", () => {
  it("is relative to the largest value of each part", () => {
    assertEquals(largestDifference(ZERO, ZERO), 0);
    const y = { ...ZERO, y: new Float64Array([2, -4]) };
    assertEquals(largestDifference(y, ZERO), 0.25);
    const dbeta = { ...ZERO, dbeta: new Float64Array([4]) };
    assertEquals(largestDifference(dbeta, ZERO), 0.5);
    assertEquals(largestDifference(dbeta, ZERO, ["y", "dx"]), 0);
  });

  it("is NaN where a value is, and refuses another length", () => {
    assertEquals(largestDifference({ ...ZERO, dx: new Float64Array([NaN]) }, ZERO), NaN);
    const long = { ...ZERO, dx: new Float64Array(2) };
    assertThrows(() => largestDifference(long, ZERO), Error, "dx must have 1 values, got 2");
  });
});
