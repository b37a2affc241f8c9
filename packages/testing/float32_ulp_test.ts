import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { float32Ulp } from "./float32_ulp.ts";
import { randomArray } from "./random_array.ts";

/** The next float32 away from zero, by its bits. */
function next(value: number): number {
  const block = new Float32Array([Math.abs(value)]);
  const bits = new Uint32Array(block.buffer);
  bits[0] = bits[0]! + 1;
  return block[0]!;
}

describe("float32Ulp", () => {
  it("is the distance to the next float32", () => {
    const values = [...randomArray(50, 1), 1, 2, 0.5, 1024, 3.4e37, 1e-38, 1e-41, 2 ** -149];
    for (const value of values.map(Math.fround)) {
      assertEquals(float32Ulp(value), next(value) - Math.abs(value));
      assertEquals(float32Ulp(-value), float32Ulp(value));
    }
  });

  it("holds on both sides of a power of two", () => {
    assertEquals(float32Ulp(8), 2 ** -20);
    assertEquals(float32Ulp(8 - 2 ** -40), 2 ** -21);
  });

  it("goes on where float32 ends", () => {
    assertEquals(float32Ulp(2 ** 200), 2 ** 177);
    assertEquals(float32Ulp(0), 2 ** -149);
    assertEquals(float32Ulp(2 ** -200), 2 ** -149);
    assertEquals(float32Ulp(2 ** -200, { unlimited: true }), 2 ** -223);
  });
});
