import { assert, assertEquals, assertInstanceOf, assertNotEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { randomArray } from "./random_array.ts";

describe("randomArray", () => {
  it("makes the type asked for, with the same values in both", () => {
    const wide = randomArray(100, 1);
    const narrow = randomArray(100, 1, { type: "float32" });
    assertInstanceOf(wide, Float64Array);
    assertInstanceOf(narrow, Float32Array);
    assertEquals([...wide], [...narrow]);
  });

  it("has the mean and deviation asked for", () => {
    const values = randomArray(10_000, 2, { mean: 1000, sigma: 4 });
    const mean = values.reduce((a, b) => a + b) / values.length;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
    assert(Math.abs(mean - 1000) < 0.2, `${mean}`);
    assert(Math.abs(variance - 16) < 1, `${variance}`);
  });

  it("changes with the seed", () => {
    assertEquals(randomArray(5, 3), randomArray(5, 3));
    assertNotEquals(randomArray(5, 3), randomArray(5, 4));
    assertEquals(randomArray(0, 3).length, 0);
  });
});
