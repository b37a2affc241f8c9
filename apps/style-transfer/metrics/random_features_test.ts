import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createPicture, type Picture } from "../data/picture.ts";
import { contentPicture, stylePicture } from "../data/procedural.ts";
import { FEATURE_COUNT, randomFeatures } from "./random_features.ts";

/** The picture at another contrast around middle gray. */
function withContrast(picture: Picture, contrast: number): Picture {
  return { ...picture, pixels: picture.pixels.map((v) => 0.5 + contrast * (v - 0.5)) };
}

describe("randomFeatures", () => {
  it("are as many as promised, and the same every time", () => {
    const features = randomFeatures(contentPicture(1, 1, 32));
    assertEquals([features.length, FEATURE_COUNT], [112, 112]);
    assertEquals(randomFeatures(contentPicture(1, 1, 32)), features);
  });

  it("see all of a picture", () => {
    const picture = contentPicture(1, 1, 32), features = randomFeatures(picture);
    for (let row = 0; row < 32; row += 8) {
      const part = { ...picture, pixels: picture.pixels.slice() };
      part.pixels.fill(0, 3 * 32 * row, 3 * 32 * (row + 8));
      const others = randomFeatures(part);
      assert(features.some((value, i) => Math.abs(value - others[i]!) > 1e-3), `row ${row}`);
    }
  });

  it("are 0 for middle gray, and scale with the contrast around it: nets have no biases", () => {
    const gray = createPicture(16, 18);
    gray.pixels.fill(0.5);
    assertEquals(randomFeatures(gray), new Float64Array(112));
    const picture = contentPicture(1, 2, 32);
    const full = randomFeatures(picture), half = randomFeatures(withContrast(picture, 0.5));
    full.forEach((v, i) => assertAlmostEquals(half[i]!, v / 2, 1e-5));
    assert(full.every((v) => v >= 0) && full.some((v) => v > 0.1));
  });

  it("have no deviation where a picture is flat, since nothing is padded", () => {
    const flat = createPicture(20, 17);
    flat.pixels.fill(0.9);
    const features = randomFeatures(flat);
    for (const [from, channels] of [[0, 8], [16, 16], [48, 32]] as const) {
      const deviations = features.subarray(from + channels, from + 2 * channels);
      assert(deviations.every((v) => v < 1e-3), `${deviations}`);
    }
  });

  it("do not depend on where a texture begins", () => {
    const stripes = (shift: number) => {
      const picture = createPicture(64, 64);
      picture.pixels.forEach((_, i) => {
        picture.pixels[i] = (Math.floor(i / 3) % 64 + shift) % 8 < 4 ? 0 : 1;
      });
      return randomFeatures(picture);
    };
    const distance = (a: Float64Array, b: Float64Array) =>
      Math.hypot(...a.map((v, i) => v - b[i]!));
    const shifted = distance(stripes(0), stripes(4));
    assert(shifted < 0.5 * distance(stripes(0), randomFeatures(stylePicture(1, 1, 64))));
  });
});
