import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Random } from "../data/random.ts";
import { confidenceInterval } from "./interval.ts";

describe("confidenceInterval", () => {
  it("is Student's, by a textbook's numbers", () => {
    // n = 4, mean 5, s = sqrt(20 / 3), t(0.975, 3) = 3.1824.
    const { mean, low, high } = confidenceInterval([2, 4, 6, 8]);
    assertEquals(mean, 5);
    assertAlmostEquals(high - mean, 4.1085, 1e-3);
    assertAlmostEquals(mean - low, high - mean, 1e-12);
  });

  it("knows nothing from one value, and everything from equal ones", () => {
    assertEquals(confidenceInterval([3]), { mean: 3, low: -Infinity, high: Infinity });
    assertEquals(confidenceInterval([3, 3, 3]), { mean: 3, low: 3, high: 3 });
  });

  it("misses the truth in one case of twenty", () => {
    let missed = 0;
    for (let i = 0; i < 4000; i++) {
      const random = new Random(1, 0, i);
      const { low, high } = confidenceInterval(Array.from({ length: 6 }, () => random.normal()));
      if (low > 0 || high < 0) missed++;
    }
    assertAlmostEquals(missed / 4000, 0.05, 0.011);
  });

  it("refuses none, and more than its table has", () => {
    assertThrows(() => confidenceInterval([]), RangeError, "must be 1 to 31 numbers, got 0");
    assertThrows(() => confidenceInterval(new Array(32).fill(1)), RangeError, "got 32");
  });
});
