import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createPicture } from "../data/picture.ts";
import { contentPicture } from "../data/procedural.ts";
import { laplacianPyramid } from "./laplacian_pyramid.ts";

describe("laplacianPyramid", () => {
  it("halves until the next level would be too small", () => {
    const sizes = laplacianPyramid(createPicture(70, 65), 16).map((p) => [p.width, p.height]);
    assertEquals(sizes, [[70, 65], [35, 33], [18, 17]]);
    assertEquals(laplacianPyramid(createPicture(31, 64), 16).length, 1);
  });

  it("leaves nothing but the last level of a flat picture", () => {
    const flat = createPicture(64, 48);
    flat.pixels.fill(0.7);
    const [first, last] = laplacianPyramid(flat, 16);
    assert(first!.pixels.every((v) => Math.abs(v) < 1e-6));
    assert(last!.pixels.every((v) => Math.abs(v - 0.7) < 1e-6));
  });

  it("keeps fine stripes in the first level, and broad ones out of it", () => {
    const energy = (period: number) => {
      const picture = createPicture(64, 64);
      for (let i = 0; i < picture.pixels.length; i++) {
        const column = Math.floor(i / 3) % 64;
        picture.pixels[i] = 0.5 + 0.5 * Math.cos(2 * Math.PI * column / period);
      }
      const [first] = laplacianPyramid(picture, 16);
      return first!.pixels.reduce((sum, v) => sum + v * v, 0) / first!.pixels.length;
    };
    // All of the variance of a cosine of amplitude 1/2 is 1/8; at period 2 it is 1/4.
    assert(Math.abs(energy(2) - 0.25) < 0.01, `${energy(2)}`);
    assert(energy(32) < 0.002, `${energy(32)}`);
  });

  it("holds every detail: two pictures with equal levels are equal", () => {
    const picture = contentPicture(1, 1, 32);
    const changed = { ...picture, pixels: picture.pixels.slice() };
    changed.pixels[777] = 1 - changed.pixels[777]!;
    const differ = laplacianPyramid(picture, 16).map((level, i) =>
      String(level.pixels) !== String(laplacianPyramid(changed, 16)[i]!.pixels)
    );
    assert(differ[0]);
  });
});
