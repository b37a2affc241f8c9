import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { applyInkStyle, type InkPalette } from "./ink_style.ts";
import { l1 } from "../metrics/similarity.ts";
import { createPicture, luminance, type Picture } from "./picture.ts";
import { contentPicture } from "./procedural.ts";

const GRAYS: InkPalette = [[0, 0, 0], [0.25, 0.25, 0.25], [0.5, 0.5, 0.5], [1, 1, 1]];

function affine(picture: Picture, a: number, b: number): Picture {
  return { ...picture, pixels: picture.pixels.map((v) => a * v + b) };
}

function red({ width, pixels }: Picture, x: number, y: number): number {
  return pixels[3 * (y * width + x)]!;
}

/** White on the right of `edge`, black on the left of it. */
function halves(size: number, edge: number): Picture {
  const picture = createPicture(size, size);
  picture.pixels.forEach((_, i) => picture.pixels[i] = Math.floor(i / 3) % size < edge ? 0 : 1);
  return picture;
}

describe("applyInkStyle", () => {
  it("is blind to brightness and contrast", () => {
    for (let index = 0; index < 4; index++) {
      const picture = contentPicture(2, index, 32);
      const painted = applyInkStyle(picture);
      for (const [a, b] of [[0.25, 0], [0.5, 0.3], [1, -0.2], [3, 0.1]] as const) {
        const other = applyInkStyle(affine(picture, a, b));
        other.pixels.forEach((v, i) => assertAlmostEquals(v, painted.pixels[i]!, 2e-4));
      }
      // Multiplying by a power of two rounds nowhere: not a bit may change.
      assertEquals(applyInkStyle(affine(picture, 0.5, 0)), painted);
    }
  });

  it("is not blind to what is bright and what is dark", () => {
    const picture = contentPicture(2, 0, 32);
    assert(l1(applyInkStyle(affine(picture, -1, 1)), applyInkStyle(picture)) > 0.1);
  });

  it("gives brighter pixels brighter tones", () => {
    const ramp = createPicture(64, 8);
    ramp.pixels.forEach((_, i) => ramp.pixels[i] = Math.floor(i / 3) % 64 / 63);
    const light = luminance(applyInkStyle(ramp)).subarray(0, 64);
    for (let x = 1; x < 64; x++) assert(light[x]! >= light[x - 1]! - 1e-3, `at ${x}`);
    assert(light[0]! < 0.2 && light[63]! > 0.85);
  });

  it("takes its tones from the palette", () => {
    const painted = applyInkStyle(halves(32, 16), { palette: GRAYS });
    assertAlmostEquals(red(painted, 4, 16), 0.05, 0.06);
    assertAlmostEquals(red(painted, 28, 16), 1, 0.17);
    // A picture of one color has no deviation: half way between the middle tones.
    const flat = createPicture(8, 8);
    flat.pixels.fill(0.3);
    for (const v of applyInkStyle(flat, { palette: GRAYS }).pixels) {
      assertAlmostEquals(v, 0.375, 0.02);
    }
  });

  it("draws ink on the dark side of an edge, as wide as it is told at any size of picture", () => {
    const ink = [1, 0, 0] as const;
    const palette: InkPalette = [[0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]];
    const inked = (size: number, lineWidth?: number): number => {
      const options = lineWidth === undefined ? { palette, ink } : { palette, ink, lineWidth };
      const painted = applyInkStyle(halves(size, size / 2), options);
      const row = Array.from({ length: size }, (_, x) => red(painted, x, size / 2));
      assert(row.slice(size / 2).every((v) => v < 0.1), "the bright side stays free");
      return row.reduce((sum, v) => sum + v, 0) - row[0]! * size;
    };
    assert(inked(64) > 0.8 && inked(64) < 3, `${inked(64)}`);
    assertAlmostEquals(inked(128), inked(64), 0.6);
    assert(inked(64, 4) > 1.8 * inked(64), `${inked(64, 4)} against ${inked(64)}`);
  });

  it("moves with the picture: no pixel knows where it is", () => {
    // Shifted around a border of the same gray, so that the statistics stay.
    const scene = contentPicture(4, 1, 24);
    const place = (left: number, top: number): Picture => {
      const picture = createPicture(48, 48);
      picture.pixels.fill(0.5);
      for (let row = 0; row < 24; row++) {
        const line = scene.pixels.subarray(72 * row, 72 * (row + 1));
        picture.pixels.set(line, 3 * ((row + top) * 48 + left));
      }
      return picture;
    };
    const a = applyInkStyle(place(8, 10)), b = applyInkStyle(place(13, 12));
    for (let y = 0; y < 24; y++) {
      for (let x = 0; x < 24; x++) {
        assertAlmostEquals(red(a, x + 8, y + 10), red(b, x + 13, y + 12), 1e-4);
      }
    }
  });

  it("keeps size and alpha, values from 0 to 1, and its input", () => {
    const picture = { ...contentPicture(3, 0, 20), alpha: new Float32Array(400).fill(0.5) };
    const before = picture.pixels.slice();
    const painted = applyInkStyle(picture);
    assertEquals([painted.width, painted.height], [20, 20]);
    assertEquals(painted.alpha, picture.alpha);
    assert(painted.pixels.every((v) => v >= 0 && v <= 1));
    assertEquals(picture.pixels, before);
  });

  it("paints over its input where that is wanted, and refuses what is of another size", () => {
    const picture = contentPicture(1, 0, 16);
    const painted = applyInkStyle(picture);
    assertEquals(applyInkStyle(picture, { into: picture }), painted);
    assertEquals(picture.pixels, painted.pixels);
    for (const into of [createPicture(15, 16), createPicture(32, 8)]) {
      assertThrows(() => applyInkStyle(picture, { into }), RangeError, "into must be 16x16, got");
    }
  });

  it("refuses a line without width", () => {
    for (const lineWidth of [0, -1, NaN, Infinity]) {
      assertThrows(
        () => applyInkStyle(createPicture(2, 2), { lineWidth }),
        RangeError,
        `lineWidth must be a positive number of pixels, got ${lineWidth}`,
      );
    }
  });
});
