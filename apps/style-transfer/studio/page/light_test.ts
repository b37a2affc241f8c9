import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { applyLight, checkLight } from "./light.ts";

describe("applyLight", () => {
  const image = {
    width: 2,
    height: 1,
    data: new Uint8ClampedArray([0, 100, 255, 7, 10, 20, 30, 255]),
  };

  it("leaves the picture as it was taken", () => {
    assertEquals(applyLight(image, "as-taken"), image);
  });

  it("halves colors, not alpha", () => {
    assertEquals([...applyLight(image, "half").data], [0, 50, 128, 7, 5, 10, 15, 255]);
  });

  it("draws colors together in a haze, and clips none", () => {
    assertEquals([...applyLight(image, "haze").data], [89, 119, 166, 7, 92, 95, 98, 255]);
  });

  it("keeps its input", () => {
    assertEquals([...image.data], [0, 100, 255, 7, 10, 20, 30, 255]);
  });
});

describe("checkLight", () => {
  it("knows the lights of the page, and no other", () => {
    assertEquals(["as-taken", "half", "haze"].map(checkLight), ["as-taken", "half", "haze"]);
    assertThrows(
      () => checkLight("constructor"),
      RangeError,
      'light must be one of as-taken, half, haze, got "constructor"',
    );
  });
});
