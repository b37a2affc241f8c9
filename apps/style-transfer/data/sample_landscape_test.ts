import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Picture } from "./picture.ts";
import { renderSampleLandscape } from "./sample_landscape.ts";

const WIDTH = 96, HEIGHT = 64;

/** The color at a place in units of the height. */
function at({ width, height, pixels }: Picture, x: number, y: number): readonly number[] {
  const index = 3 * (Math.floor(y * height) * width + Math.floor(x * height));
  return [...pixels.subarray(index, index + 3)];
}

describe("renderSampleLandscape", () => {
  const picture = renderSampleLandscape({ width: WIDTH, height: HEIGHT });

  it("is the same every time, opaque, with values from 0 to 1", () => {
    assertEquals(renderSampleLandscape({ width: WIDTH, height: HEIGHT }), picture);
    assertEquals(picture.pixels.length, WIDTH * HEIGHT * 3);
    assert(picture.pixels.every((v) => v >= 0 && v <= 1));
  });

  it("shows a sun, a blue sky above it, meadows and a red boat", () => {
    const sun = at(picture, 0.645, 0.372);
    assert(Math.min(...sun) > 0.75, `sun ${sun}`);
    const [skyRed, , skyBlue] = at(picture, 0.1, 0.03);
    assert(skyBlue! > 1.5 * skyRed!);
    const [grassRed, grassGreen, grassBlue] = at(picture, 0.3, 0.95);
    assert(grassGreen! > grassRed! && grassGreen! > 1.2 * grassBlue!);
    const [hullRed, hullGreen] = at(picture, 0.94, 0.7);
    assert(hullRed! > 2 * hullGreen!);
  });

  it("has as much contrast as a photograph", () => {
    const mean = picture.pixels.reduce((a, b) => a + b) / picture.pixels.length;
    const square = picture.pixels.reduce((sum, v) => sum + (v - mean) ** 2, 0);
    assert(Math.sqrt(square / picture.pixels.length) > 0.15);
  });
});
