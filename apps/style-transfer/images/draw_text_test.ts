import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createPicture } from "../data/picture.ts";
import { glyphColumns } from "./caption_font.ts";
import { drawText, fitText, textColumns } from "./draw_text.ts";

/** A text on black at one pixel a unit, as rows of characters. */
function render(text: string): string[] {
  const picture = createPicture(textColumns(text), 8);
  drawText(picture, text, { left: 0, top: 0, unit: 1, color: [1, 1, 1] });
  return Array.from({ length: 8 }, (_, y) =>
    Array.from({ length: picture.width }, (_, x) => {
      return picture.pixels[3 * (y * picture.width + x)]! > 0.8 ? "#" : " ";
    }).join(""));
}

describe("drawText", () => {
  it("draws every dot of a glyph where it belongs", () => {
    assertEquals(
      render("Hp"),
      [
        "#   #     ",
        "#   #     ",
        "#   # ####",
        "#   # #   ",
        "#   # #   ",
        "#   # #   ",
        "#   #     ",
        "          ",
      ].map((_, y) => {
        const h = y === 3 ? "#####" : y < 7 ? "#   #" : "     ";
        const p = ["", "", "#### ", "#   #", "#   #", "#### ", "#", "#"][y]!;
        return `${h} ${p.padEnd(5)}`;
      }),
    );
  });

  it("joins dots that touch at their corners alone", () => {
    for (const [text, x] of [["/", 2], ["\\", 3]] as const) {
      const picture = createPicture(5 * 8, 8 * 8);
      drawText(picture, text, { left: 0, top: 0, unit: 8, color: [1, 1, 1] });
      // Half way from the dot in column 2 and row 3 to the next one down.
      assertEquals(picture.pixels[3 * (4 * 8 * picture.width + x * 8)], 1, text);
    }
  });

  it("has a glyph of its own for every printable ASCII character", () => {
    const characters = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
    const drawings = characters.map((character) => glyphColumns(character).join());
    assertEquals(new Set(drawings).size, 95);
    assert(characters.slice(1).every((character) => glyphColumns(character).length > 0));
  });

  it("drops accents and shows a question mark for what it lacks", () => {
    assertEquals(glyphColumns("é"), glyphColumns("e"));
    assertEquals(glyphColumns("画"), glyphColumns("?"));
  });

  it("cuts off what lies outside the picture", () => {
    const picture = createPicture(4, 4);
    drawText(picture, "HHH", { left: -3, top: -6, unit: 2, color: [1, 1, 1] });
    assert(picture.pixels.some((v) => v > 0));
    assert(picture.pixels.every((v) => v >= 0 && v <= 1));
  });
});

describe("fitText", () => {
  it("shortens only what is too wide", () => {
    assertEquals(fitText("photograph", 100), "photograph");
    const short = fitText("photograph", 40);
    assert(short.endsWith("...") && short.startsWith("photo"), short);
    assert(textColumns(short) <= 40);
    assertEquals(fitText("photograph", 2), "");
  });
});
