import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createPicture, luminance, type Picture } from "../data/picture.ts";
import { blend, keepColors } from "./recolor.ts";

const pixel = (...rgb: number[]): Picture => ({
  width: 1,
  height: 1,
  pixels: Float32Array.from(rgb),
});
const PHOTO = pixel(0.5, 0.25, 0.125);
const PAINTING = { ...pixel(1, 0.75, 0.25), alpha: Float32Array.of(0.5) };

describe("blend", () => {
  it("goes from the photograph to the painting, and keeps its alpha", () => {
    assertEquals(blend(PHOTO, PAINTING, 0).pixels, PHOTO.pixels);
    assertEquals(blend(PHOTO, PAINTING, 1), PAINTING);
    assertEquals([...blend(PHOTO, PAINTING, 0.5).pixels], [0.75, 0.5, 0.1875]);
  });

  it("refuses a strength beyond its range", () => {
    for (const strength of [-0.1, 1.1, NaN]) {
      assertThrows(
        () => blend(PHOTO, PAINTING, strength),
        RangeError,
        `strength must be from 0 to 1, got ${strength}`,
      );
    }
  });
});

describe("keepColors", () => {
  it("takes the light from the painting and the differences of the channels from the photograph", () => {
    const painting = pixel(0.3, 0.3, 0.3);
    const kept = keepColors(PHOTO, painting);
    assertAlmostEquals(luminance(kept)[0]!, 0.3, 1e-6);
    const [r, g, b] = kept.pixels;
    assertAlmostEquals(r! - g!, 0.25, 1e-6);
    assertAlmostEquals(g! - b!, 0.125, 1e-6);
  });

  it("stays within the range of a pixel", () => {
    const kept = keepColors(pixel(0, 0, 1), pixel(1, 1, 1));
    assert(kept.pixels.every((v) => v >= 0 && v <= 1));
  });
});

describe("both", () => {
  it("write over what they are told to, the painting itself among it", () => {
    for (
      const recolor of [
        keepColors,
        (a: Picture, b: Picture, options = {}) => blend(a, b, 0.3, options),
      ]
    ) {
      const painting = pixel(1, 0.75, 0.25);
      const expected = recolor(PHOTO, painting);
      assertEquals(painting, pixel(1, 0.75, 0.25), "not unless it is told to");
      assertEquals(recolor(PHOTO, painting, { out: painting.pixels }).pixels, expected.pixels);
      assertEquals(painting.pixels, expected.pixels);
    }
  });

  it("refuse pictures of two sizes", () => {
    const large = createPicture(2, 1);
    const message = "pictures must have one size, got 1x1 and 2x1";
    assertThrows(() => blend(PHOTO, large, 1), RangeError, message);
    assertThrows(() => keepColors(PHOTO, large), RangeError, message);
  });
});
