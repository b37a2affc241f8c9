import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { mirrored } from "./_mirrored.ts";

describe("mirrored", () => {
  it("goes there and back, without an edge twice", () => {
    const picture = { width: 3, height: 2, pixels: Float32Array.from({ length: 18 }, (_, i) => i) };
    const { pixels, ...size } = mirrored(picture, { width: 6, height: 3 });
    assertEquals(size, { width: 6, height: 3 });
    const reds = Array.from({ length: 18 }, (_, i) => pixels[3 * i]);
    const [upper, lower] = [[0, 3, 6, 3, 0, 3], [9, 12, 15, 12, 9, 12]];
    assertEquals(reds, [...upper, ...lower, ...upper]);
    assertEquals(pixels[3 * 2 + 1], 7);
  });
});
