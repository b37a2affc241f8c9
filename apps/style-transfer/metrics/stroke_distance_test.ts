import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createPicture, type Picture } from "../data/picture.ts";
import { contentPicture, stylePicture } from "../data/procedural.ts";
import { strokeDistance, strokeGram } from "./stroke_distance.ts";

const ORIENTATIONS = 6;

function gray(size: number, value: (x: number, y: number) => number): Picture {
  const picture = createPicture(size, size);
  picture.pixels.forEach((_, i) => {
    const at = Math.floor(i / 3);
    picture.pixels[i] = value(at % size, Math.floor(at / size));
  });
  return picture;
}

/** Where the largest mean square answer is: `[scale, orientation]`. */
function peakOf(picture: Picture): number[] {
  const gram = strokeGram(picture);
  const n = Math.sqrt(gram.length);
  const squares = Array.from({ length: n }, (_, i) => gram[i * n + i]!);
  const at = squares.indexOf(Math.max(...squares));
  return [Math.floor(at / ORIENTATIONS), at % ORIENTATIONS];
}

const wave = (period: number, along: (x: number, y: number) => number) =>
  gray(64, (x, y) => 0.5 + 0.4 * Math.cos(2 * Math.PI * along(x, y) / period));

describe("strokeGram", () => {
  it("answers a wave at its scale and in its direction", () => {
    assertEquals(peakOf(wave(4, (x) => x)), [0, 0]);
    assertEquals(peakOf(wave(8, (x) => x)), [1, 0]);
    assertEquals(peakOf(wave(16, (_, y) => y)), [2, 3]);
    const turn = Math.PI / 3;
    assertEquals(peakOf(wave(8, (x, y) => x * Math.cos(turn) + y * Math.sin(turn))), [1, 2]);
  });

  it("answers a wave of amplitude 0.4 with half of that, and a flat picture with nothing", () => {
    assertAlmostEquals(strokeGram(wave(4, (x) => x))[0]!, 0.2 ** 2, 0.003);
    const flat = strokeGram(gray(32, () => 0.7));
    assertEquals(flat.length, (3 * ORIENTATIONS) ** 2);
    assert(flat.every((v) => v < 1e-12));
  });

  it("is symmetric", () => {
    const gram = strokeGram(contentPicture(1, 1, 16));
    const n = Math.sqrt(gram.length);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) assertEquals(gram[i * n + j], gram[j * n + i]);
    }
  });

  it("sees a line at each edge alike", () => {
    const [left, right] = [0, 31].map((at) => strokeGram(gray(32, (x) => x === at ? 1 : 0))[0]!);
    assertAlmostEquals(left!, right!, 1e-3 * left!);
  });
});

describe("strokeDistance", () => {
  const scenes = (seed: number, draw = contentPicture) =>
    Array.from({ length: 6 }, (_, i) => draw(seed, i, 32));

  it("is 0 between equal sets, whatever their number and brightness", () => {
    const [picture] = scenes(1);
    assertEquals(strokeDistance([picture!], [picture!, picture!]), 0);
    const brighter = { ...picture!, pixels: picture!.pixels.map((v) => v + 0.25) };
    assert(strokeDistance([picture!], [brighter]) < 1e-6);
    const flat = gray(16, () => 0);
    assertEquals(strokeDistance([flat], [flat]), 0);
  });

  it("knows a change of contrast in closed form", () => {
    // Answers scale by c, the matrix by c^2: (1 - c^2) / sqrt(1 + c^4).
    const [picture] = scenes(1);
    const pale = { ...picture!, pixels: picture!.pixels.map((v) => v / 2) };
    assertAlmostEquals(strokeDistance([picture!], [pale]), 0.75 / Math.sqrt(1 + 1 / 16), 1e-5);
    assertAlmostEquals(strokeDistance([picture!], [gray(32, () => 0.5)]), 1, 1e-6);
  });

  it("is far where strokes go another way", () => {
    const across = wave(4, (x) => x), down = wave(4, (_, y) => y);
    assert(strokeDistance([across], [down]) > 0.9);
  });

  it("tells a style from other scenes of the same kind", () => {
    const noise = strokeDistance(scenes(1), scenes(2));
    const style = strokeDistance(scenes(1), scenes(2, stylePicture));
    assert(style > 2 * noise, `${style} against ${noise}`);
  });

  it("refuses sets that cannot be compared", () => {
    assertThrows(
      () => strokeDistance([], scenes(1)),
      RangeError,
      "each set must have at least 1 pictures, got 0 and 6",
    );
    const small = [createPicture(20, 15)];
    assertThrows(() => strokeDistance(small, small), RangeError, "at least 16x16, got 20x15");
  });
});
