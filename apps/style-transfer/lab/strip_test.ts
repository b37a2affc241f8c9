import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createPicture, type Picture } from "../data/picture.ts";
import { composeStrip } from "./strip.ts";

function gray(value: number, side = 4): Picture {
  const picture = createPicture(side, side);
  picture.pixels.fill(value);
  return picture;
}

describe("composeStrip", () => {
  it("puts rows under rows, on white, with two pixels between them", () => {
    const strip = composeStrip([[gray(0.25), gray(0.5)], [gray(0.75)]]);
    assertEquals([strip.width, strip.height], [10, 10]);
    const at = (x: number, y: number) => strip.pixels[3 * (10 * y + x)];
    assertEquals([at(3, 3), at(6, 0), at(0, 6), at(9, 9)], [0.25, 0.5, 0.75, 1]);
    assertEquals([at(4, 0), at(0, 4)], [1, 1]);
  });

  it("refuses pictures of several sizes, and none", () => {
    assertThrows(() => composeStrip([[gray(0), gray(0, 5)]]), RangeError, "4x4, got 5x5");
    assertThrows(() => composeStrip([[]]), RangeError, "got none");
  });
});
