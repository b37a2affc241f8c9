import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createPicture } from "../data/picture.ts";
import { remembering } from "./remembering.ts";

describe("remembering", () => {
  it("draws each picture of a seed once, and forgets those of the seed before", () => {
    const drawn: string[] = [];
    const source = remembering({
      draw(seed, index) {
        drawn.push(`${seed}/${index}`);
        return { ...createPicture(1, 1), pixels: new Float32Array([seed, index, 0]) };
      },
    });
    const pixels = (seed: number, index: number) => [...source.draw(seed, index).pixels];
    assertEquals(pixels(1, 5), [1, 5, 0]);
    assertEquals(pixels(1, 5), [1, 5, 0]);
    assertEquals(pixels(1, 6), [1, 6, 0]);
    assertEquals(pixels(2, 5), [2, 5, 0]);
    assertEquals(pixels(1, 5), [1, 5, 0]);
    assertEquals(drawn, ["1/5", "1/6", "2/5", "1/5"]);
  });
});
