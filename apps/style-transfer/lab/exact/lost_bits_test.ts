import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { lostBits } from "./lost_bits.ts";

describe("lostBits", () => {
  it("counts from the last place of the largest value", () => {
    const ulp = 2 ** -23;
    assertEquals(lostBits([1, 0.5], [1, 0.5]), 0);
    assertEquals(lostBits([1, 0.5 + ulp / 2], [1, 0.5]), 0);
    assertEquals(lostBits([1 + 8 * ulp, 0.5], [1, 0.5]), 3);
    assertEquals(lostBits([-1.5, 0.5 - 4 * ulp], [-1.5, 0.5]), 2);
  });

  it("has no more to lose than all bits", () => {
    assertEquals(lostBits([1e30, 0], [1, 0]), 24);
    assertEquals(lostBits([NaN, 0], [1, 0]), 24);
    assertEquals(lostBits([Infinity, 0], [1, 0]), 24);
  });
});
