import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { hasPlateaued } from "./stop_rule.ts";

describe("hasPlateaued", () => {
  it("waits for so many scores in a row without a gain", () => {
    assertEquals(hasPlateaued([], 2), false);
    assertEquals(hasPlateaued([1, 1], 2), false);
    assertEquals(hasPlateaued([1, 1, 1], 2), true);
    assertEquals(hasPlateaued([1, 1, 0.5, 0.6], 2), false);
    assertEquals(hasPlateaued([1, 1, 0.5, 0.6, 0.7], 2), true);
  });

  it("wants two percent of the best", () => {
    assertEquals(hasPlateaued([1, 0.981], 1), true);
    assertEquals(hasPlateaued([1, 0.979], 1), false);
  });

  it("lets small gains add up", () => {
    assertEquals(hasPlateaued([1, 0.99, 0.975, 0.965, 0.955], 2), false);
    assertEquals(hasPlateaued([1, 0.99, 0.985], 2), true);
  });

  it("refuses other patience", () => {
    for (const patience of [0, -1, 1.5, NaN]) {
      const message = `patience must be a positive integer, got ${patience}`;
      assertThrows(() => hasPlateaued([1], patience), RangeError, message);
    }
  });
});
