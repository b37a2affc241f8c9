import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { crop, cropSource } from "./crop_source.ts";
import type { Picture } from "./picture.ts";

/** Every pixel says where it is: red its column, green its row, blue its picture. */
function map(width: number, height: number, id = 0): Picture {
  const pixels = new Float32Array(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    pixels.set([i % width, Math.floor(i / width), id], 3 * i);
  }
  return { width, height, pixels };
}

describe("crop", () => {
  it("cuts out a square", () => {
    const { pixels } = crop(map(5, 4), { left: 2, top: 1, size: 2, mirrored: false });
    assertEquals([...pixels], [2, 1, 0, 3, 1, 0, 2, 2, 0, 3, 2, 0]);
  });

  it("mirrors it, pixel by pixel", () => {
    const { pixels } = crop(map(5, 4), { left: 2, top: 1, size: 2, mirrored: true });
    assertEquals([...pixels], [3, 1, 0, 2, 1, 0, 3, 2, 0, 2, 2, 0]);
  });
});

describe("cropSource", () => {
  const source = cropSource([map(9, 8), map(8, 12, 1)], { size: 8, stream: 5 });

  it("draws the same from the same place, in any order", () => {
    const first = Array.from({ length: 20 }, (_, i) => source.draw(3, i));
    const again = Array.from({ length: 20 }, (_, i) => source.draw(3, 19 - i)).reverse();
    assertEquals(again, first);
    assertNotEquals(Array.from({ length: 20 }, (_, i) => source.draw(4, i)), first);
  });

  it("reaches every picture, both edges, and both hands", () => {
    const seen = new Set<string>();
    for (let i = 0; i < 400; i++) {
      const { pixels } = source.draw(1, i);
      const [column, row, id] = pixels;
      const mirrored = pixels[3]! < column!;
      seen.add(`${id} ${mirrored ? column! - 7 : column} ${row} ${mirrored}`);
    }
    const wanted = [0, 1].flatMap((column) => [`0 ${column} 0 true`, `0 ${column} 0 false`]);
    for (let row = 0; row <= 4; row++) wanted.push(`1 0 ${row} true`, `1 0 ${row} false`);
    assertEquals([...seen].sort(), wanted.sort());
  });

  it("differs between streams of one seed", () => {
    const other = cropSource([map(9, 8), map(8, 12, 1)], { size: 8, stream: 6 });
    const differing = Array.from({ length: 20 }, (_, i) => i).filter((i) =>
      String(source.draw(1, i).pixels) !== String(other.draw(1, i).pixels)
    );
    assert(differing.length > 10);
  });

  it("refuses what it cannot crop", () => {
    assertThrows(() => cropSource([], { size: 8, stream: 0 }), RangeError, "must not be empty");
    assertThrows(
      () => cropSource([map(8, 7)], { size: 8, stream: 0 }),
      RangeError,
      "pictures must be at least 8x8, got 8x7",
    );
  });
});
