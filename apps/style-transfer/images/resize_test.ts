import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createPicture, type Picture } from "../data/picture.ts";
import { fitWithin, resizePicture } from "./resize.ts";

/** Red grows to the right, green downwards, blue is constant. */
function ramp(width: number, height: number): Picture {
  const picture = createPicture(width, height);
  for (let i = 0; i < width * height; i++) {
    const x = i % width, y = Math.floor(i / width);
    picture.pixels.set([(x + 0.5) / width, (y + 0.5) / height, 0.25], 3 * i);
  }
  return picture;
}

describe("resizePicture", () => {
  it("keeps the picture's values at both scales", async () => {
    for (const size of [{ width: 16, height: 12 }, { width: 128, height: 60 }]) {
      const resized = await resizePicture(ramp(64, 48), size);
      assertEquals([resized.width, resized.height], [size.width, size.height]);
      const middle = 3 * (Math.floor(size.height / 2) * size.width + Math.floor(size.width / 2));
      const [r, g, b] = resized.pixels.slice(middle, middle + 3);
      assertAlmostEquals(r!, 0.5 + 0.5 / size.width, 0.01);
      assertAlmostEquals(g!, 0.5 + 0.5 / size.height, 0.01);
      assertAlmostEquals(b!, 0.25, 1e-4);
    }
  });

  it("keeps finer steps than eight bits have", async () => {
    const picture = createPicture(8, 8);
    picture.pixels.fill(0.5 + 0.3 / 255);
    const { pixels } = await resizePicture(picture, { width: 4, height: 4 });
    for (const value of pixels) assertAlmostEquals(value, 0.5 + 0.3 / 255, 2e-5);
  });

  it("scales alpha, and saturates values out of range", async () => {
    const picture = createPicture(8, 8);
    picture.pixels.fill(1.2);
    const alpha = new Float32Array(64).fill(0.5);
    const resized = await resizePicture({ ...picture, alpha }, { width: 4, height: 4 });
    assertEquals(resized.alpha?.length, 16);
    for (const value of resized.alpha!) assertAlmostEquals(value, 0.5, 1e-3);
    for (const value of resized.pixels) assertAlmostEquals(value, 1, 1e-3);
  });

  it("refuses sides that are no positive integer", async () => {
    await assertRejects(
      () => resizePicture(createPicture(2, 2), { width: 0, height: 4 }),
      RangeError,
      "width must be a positive integer, got 0",
    );
  });
});

describe("fitWithin", () => {
  it("scales the longer side down to the limit and keeps the ratio", async () => {
    const { width, height } = await fitWithin(ramp(90, 60), 30);
    assertEquals([width, height], [30, 20]);
    const thin = await fitWithin(ramp(300, 2), 50);
    assertEquals([thin.width, thin.height], [50, 1]);
  });

  it("leaves a picture that fits as it is", async () => {
    const picture = ramp(20, 10);
    assert(await fitWithin(picture, 20) === picture);
  });

  it("refuses a limit that is no positive integer", async () => {
    await assertRejects(() => fitWithin(ramp(4, 4), 0.5), RangeError, "maxSide must be a positive");
  });
});
