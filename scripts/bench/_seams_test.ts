import { assertAlmostEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Picture } from "../../apps/style-transfer/data/picture.ts";
import { largestDifference, measureSeams } from "./_seams.ts";

/** Steps of 1 from column to column and from row to row, of `border` before those at multiples of `tile`. */
function stairs(border: number, tile = 8): Picture {
  const [width, height] = [40, 24];
  const levelOf = (place: number) => place + (border - 1) * Math.floor(place / tile);
  const pixels = new Float32Array(3 * width * height);
  for (let i = 0; i < pixels.length; i++) {
    const at = Math.floor(i / 3);
    pixels[i] = levelOf(at % width) + levelOf(Math.floor(at / width));
  }
  return { width, height, pixels };
}

describe("measureSeams", () => {
  const options = { tile: 8, otherTile: 12, uncut: stairs(1) };

  it("is how much larger steps across borders are", () => {
    assertAlmostEquals(measureSeams(stairs(1), options), 1, 1e-12);
    assertAlmostEquals(measureSeams(stairs(1.5), options), 1.5, 1e-6);
  });

  it("does not take for a seam what the picture itself has there", () => {
    assertAlmostEquals(measureSeams(stairs(2), { ...options, uncut: stairs(2) }), 1, 1e-12);
  });

  it("does not look where both were cut", () => {
    assertAlmostEquals(measureSeams(stairs(1), { ...options, uncut: stairs(3, 24) }), 1, 1e-12);
  });
});

describe("largestDifference", () => {
  it("is that of one value", () => {
    const [a, b] = [stairs(1), stairs(1)];
    b.pixels[70]! -= 0.5;
    assertAlmostEquals(largestDifference(a, b), 0.5, 1e-12);
  });
});
