import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createPicture } from "../data/picture.ts";
import { blurLight, halveLight, type Light, lightOf } from "./light.ts";

function light(width: number, height: number, value: (x: number, y: number) => number): Light {
  const values = Float32Array.from(
    { length: width * height },
    (_, i) => value(i % width, Math.floor(i / width)),
  );
  return { width, height, values };
}

describe("lightOf", () => {
  it("is the luminance", () => {
    const picture = createPicture(2, 1);
    picture.pixels.set([1, 0, 0, 0, 1, 0]);
    assertEquals(lightOf(picture).values, Float32Array.of(0.299, 0.587));
  });
});

describe("halveLight", () => {
  it("takes means of four, and leaves out what is odd", () => {
    const { width, height, values } = halveLight(light(5, 2, (x, y) => x + 10 * y));
    assertEquals([width, height, ...values], [2, 1, 5.5, 7.5]);
    assertEquals([...halveLight(light(1, 1, () => 3)).values], [3]);
  });
});

describe("blurLight", () => {
  it("makes a Gaussian of a point", () => {
    const { values } = blurLight(light(21, 21, (x, y) => x === 10 && y === 10 ? 1 : 0), 2);
    const at = (x: number, y: number) => values[21 * y + x]!;
    for (const [x, y] of [[11, 10], [10, 13], [12, 8], [6, 6]] as const) {
      const expected = Math.exp(-((x - 10) ** 2 + (y - 10) ** 2) / 8);
      assertAlmostEquals(at(x, y) / at(10, 10), expected, 1e-5);
    }
    assertAlmostEquals(values.reduce((sum, v) => sum + v, 0), 1, 1e-5);
    assertEquals(at(3, 10), 0);
  });

  it("keeps a flat picture flat, even one that is smaller than the blur", () => {
    for (const v of blurLight(light(3, 2, () => 0.3), 2).values) assertAlmostEquals(v, 0.3, 1e-6);
    const slope = blurLight(light(40, 3, (x) => x / 40), 2).values;
    assert(Math.abs(slope[60]! - 0.5) < 1e-6);
  });
});
