import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createPicture, type Picture } from "../data/picture.ts";
import { contentPicture, stylePicture } from "../data/procedural.ts";
import { labOf, paletteChiSquared, paletteTransport } from "./palette.ts";

/** A row of grays. */
function grays(...values: number[]): Picture {
  const picture = createPicture(values.length, 1);
  values.forEach((v, i) => picture.pixels.fill(v, 3 * i, 3 * i + 3));
  return picture;
}

describe("labOf", () => {
  it("is a line for what is nearly black", () => {
    assertAlmostEquals(labOf(0.01, 0.01, 0.01)[0]!, 903.296 * 0.01 / 12.92, 1e-3);
  });

  it("gives the published values of sRGB's primaries", () => {
    const known = [
      [[1, 0, 0], [53.24, 80.09, 67.2]],
      [[0, 1, 0], [87.73, -86.18, 83.18]],
      [[0, 0, 1], [32.3, 79.19, -107.86]],
      [[1, 1, 1], [100, 0, 0]],
      [[0, 0, 0], [0, 0, 0]],
    ] as const;
    for (const [[red, green, blue], lab] of known) {
      labOf(red, green, blue).forEach((v, c) => assertAlmostEquals(v, lab[c]!, 0.02));
    }
  });
});

describe("paletteTransport", () => {
  it("is 0 for the same colors in other places and pictures", () => {
    assertEquals(paletteTransport([grays(0.1, 0.5, 0.9)], [grays(0.9, 0.1), grays(0.5)]), 0);
  });

  it("is a third of the way in lightness between grays", () => {
    assertAlmostEquals(paletteTransport([grays(0, 0)], [grays(1)]), 100 / 3, 1e-3);
    // Half of the pixels travel from black to white; then a sixth of them.
    assertAlmostEquals(paletteTransport([grays(0)], [grays(0, 1)]), 50 / 3, 1e-3);
    assertAlmostEquals(paletteTransport([grays(0, 1)], [grays(0, 1, 0)]), 100 / 18, 1e-3);
  });

  it("adds up the three axes", () => {
    const red = createPicture(1, 1), black = createPicture(1, 1);
    red.pixels[0] = 1;
    const expected = (53.24 + 80.09 + 67.2) / 3;
    assertAlmostEquals(paletteTransport([red], [black]), expected, 0.02);
    assertAlmostEquals(paletteTransport([black], [red]), expected, 0.02);
  });

  it("tells a style from other scenes of the same kind", () => {
    const scenes = (seed: number, draw = contentPicture) =>
      Array.from({ length: 6 }, (_, i) => draw(seed, i, 16));
    const noise = paletteTransport(scenes(1), scenes(2));
    assert(paletteTransport(scenes(1), scenes(2, stylePicture)) > 2 * noise);
  });
});

describe("paletteChiSquared", () => {
  it("is 0 for equal shares, 1 for none in common, and known in between", () => {
    assertEquals(paletteChiSquared([grays(0.1, 0.9)], [grays(0.9, 0.1, 0.1, 0.9)]), 0);
    assertEquals(paletteChiSquared([grays(0.1)], [grays(0.9, 1)]), 1);
    // Shares (1/2, 1/2, 0) and (1/2, 0, 1/2).
    assertEquals(paletteChiSquared([grays(0, 0.5)], [grays(0, 1)]), 0.5);
  });

  it("has bins of a sixteenth, the last one with both its ends", () => {
    assertEquals(paletteChiSquared([grays(0.94)], [grays(1, 1.5)]), 0);
    assertEquals(paletteChiSquared([grays(0.93)], [grays(0.94)]), 1);
    assertEquals(paletteChiSquared([grays(0)], [grays(-0.5)]), 0);
  });
});

describe("both", () => {
  it("refuse empty sets", () => {
    for (const distance of [paletteTransport, paletteChiSquared]) {
      assertThrows(() => distance([], [grays(0)]), RangeError, "each set must have at least 1");
    }
  });
});
