import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { probeError } from "./_probe.ts";

describe("probeError", () => {
  it("is relative to the largest value of each output", () => {
    const expected = { y: [1, -100], dx: [0.5, 0.25] };
    assertEquals(probeError({ y: [2, -100] }, expected), 0.01);
    assertEquals(probeError({ y: [1, -100], dx: [0.5, 0.5] }, expected), 0.5);
    assertEquals(probeError(expected, expected), 0);
  });

  it("is infinite where a number is not one, or is not there", () => {
    assertEquals(probeError({ y: [null, 2] }, { y: [1, 2] }), Infinity);
    assertEquals(probeError({ y: [1] }, { y: [1, 2] }), Infinity);
    assertEquals(probeError({ y: [null] }, { y: [null] }), 0);
  });

  it("says nothing where nothing can be compared", () => {
    assertEquals(probeError({}, { y: [1] }), undefined);
  });
});
