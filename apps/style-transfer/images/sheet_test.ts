import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createPicture, type Picture } from "../data/picture.ts";
import { composeCaptionedSheet, composeSheet } from "./sheet.ts";

function flat(width: number, height: number, value: number): Picture {
  const picture = createPicture(width, height);
  picture.pixels.fill(value);
  return picture;
}

function red({ width, pixels }: Picture, x: number, y: number): number {
  return pixels[3 * (y * width + x)]!;
}

/** How many pixels of a region are neither white nor nearly so. */
function inked(
  picture: Picture,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
): number {
  let count = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) if (red(picture, x, y) < 0.6) count++;
  }
  return count;
}

describe("composeSheet", () => {
  it("puts pictures of one size side by side on white", () => {
    const sheet = composeSheet([flat(20, 10, 0), flat(20, 10, 0.5)]);
    assertEquals([sheet.width, sheet.height], [8 + 28 + 28, 26]);
    assertEquals(red(sheet, 7, 13), 1);
    assertEquals(red(sheet, 8, 8), 0);
    assertEquals(red(sheet, 27, 17), 0);
    assertEquals(red(sheet, 28, 13), 1);
    assertEquals(red(sheet, 36, 8), 0.5);
    assertEquals(red(sheet, 36, 18), 1);
  });

  it("refuses pictures of several sizes, and none", () => {
    assertThrows(
      () => composeSheet([flat(20, 10, 0), flat(21, 10, 0)]),
      RangeError,
      "pictures must be 20x10, got 21x10",
    );
    assertThrows(() => composeSheet([]), RangeError, "pictures must not be empty");
  });
});

describe("composeCaptionedSheet", () => {
  it("aligns columns to their widest picture and rows to their highest", () => {
    const sheet = composeCaptionedSheet([
      [{ picture: flat(20, 10, 0) }, { picture: flat(30, 16, 0) }],
      [{ picture: flat(40, 12, 0.5) }],
    ]);
    assertEquals([sheet.width, sheet.height], [8 + 48 + 38, 8 + 24 + 20]);
    assertEquals(red(sheet, 56, 8), 0);
    assertEquals(red(sheet, 8, 32), 0.5);
    assertEquals(red(sheet, 55, 40), 1);
  });

  it("writes each caption under its own picture, and the title above all", () => {
    const cells = [{ picture: flat(100, 40, 1), caption: "Hill" }, { picture: flat(100, 40, 1) }];
    const sheet = composeCaptionedSheet([cells]);
    assert(inked(sheet, { left: 8, top: 48, right: 60, bottom: sheet.height }) > 20);
    assertEquals(inked(sheet, { left: 60, top: 0, right: sheet.width, bottom: sheet.height }), 0);
    assertEquals(inked(sheet, { left: 0, top: 0, right: sheet.width, bottom: 48 }), 0);
    const titled = composeCaptionedSheet([cells], { title: "Both" });
    const above = titled.height - sheet.height;
    assert(inked(titled, { left: 8, top: 8, right: 80, bottom: 8 + above }) > 20);
    const shift = above * titled.width * 3;
    assertEquals(
      titled.pixels.subarray(shift + 8 * titled.width * 3),
      sheet.pixels.subarray(8 * sheet.width * 3),
    );
  });

  it("keeps a long caption inside its column", () => {
    const picture = flat(80, 20, 1);
    const caption = "a caption that is far too long for a picture of eighty pixels";
    const sheet = composeCaptionedSheet([[{ picture, caption }, { picture, caption: "" }]]);
    assert(inked(sheet, { left: 8, top: 28, right: 88, bottom: sheet.height }) > 100);
    assertEquals(inked(sheet, { left: 88, top: 0, right: sheet.width, bottom: sheet.height }), 0);
  });

  it("lets a caption go on under pictures that have none, to the end of its row", () => {
    const picture = flat(80, 20, 1);
    const caption =
      "a caption that is far too long for two pictures of eighty pixels, much too long";
    const row = [{ picture, caption }, { picture }];
    const rows = [[...row, { picture, caption: "" }], [{ picture }, { picture }, { picture }]];
    const sheet = composeCaptionedSheet(rows);
    const [top, bottom] = [28, 28 + (sheet.height - 3 * 8 - 2 * 20)];
    assert(inked(sheet, { left: 96, top, right: 176, bottom }) > 100);
    assertEquals(inked(sheet, { left: 176, top: 0, right: sheet.width, bottom: sheet.height }), 0);
  });

  it("puts white under clear pixels", () => {
    const alpha = new Float32Array(100);
    alpha[5] = 0.5;
    const sheet = composeCaptionedSheet([[{ picture: { ...flat(10, 10, 0), alpha } }]]);
    assertEquals(red(sheet, 8, 8), 1);
    assertEquals(red(sheet, 13, 8), 0.5);
  });

  it("refuses a sheet without a picture", () => {
    assertThrows(() => composeCaptionedSheet([[], []]), RangeError, "rows must hold a picture");
  });
});
