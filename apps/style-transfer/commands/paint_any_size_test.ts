import { assert, assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import type { Picture } from "../data/picture.ts";
import { Random } from "../data/random.ts";
import { createGenerator } from "../model/generator.ts";
import { paint, type Painter } from "../model/paint.ts";
import { startBackend } from "../training/backend.ts";
import { paintAnySize } from "./paint_any_size.ts";

const GENERATOR = {
  architecture: "residual",
  enlargement: "nearest",
  width: 4,
  blocks: 1,
  norm: "instance",
} as const;
const PAINTER: Painter = {
  generator: GENERATOR,
  weights: createGenerator(GENERATOR, new Random(1)),
};

/** Broad waves, which a thumbnail shows as they are. */
function waves(width: number, height: number): Picture {
  const pixels = new Float32Array(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    const x = i % width / width, y = Math.floor(i / width) / height;
    for (let c = 0; c < 3; c++) pixels[3 * i + c] = 0.5 + 0.4 * Math.sin(9 * x + 5 * y + c);
  }
  return { width, height, pixels };
}

describe("paintAnySize", () => {
  before(async () => void await startBackend());

  it("paints a small picture at once", async () => {
    const picture = waves(30, 20);
    const onTile = () => assert(false, "no tiles");
    const painted = await paintAnySize(PAINTER, picture, { onTile });
    assertEquals(painted, paint(PAINTER, picture));
  });

  it("paints a large one in tiles, with no seam between them", async () => {
    const picture = waves(2100, 1004);
    let tiles = 0;
    const { pixels } = await paintAnySize(PAINTER, picture, { onTile: () => void tiles++ });
    assertEquals(tiles, 10);
    // The mean step from one column to the next: at the borders of tiles, and everywhere else.
    const step = (column: number) => {
      let sum = 0;
      for (let row = 0; row < 1004; row++) {
        const at = 3 * (row * 2100 + column);
        for (let c = 0; c < 3; c++) sum += Math.abs(pixels[at + c]! - pixels[at + c - 3]!);
      }
      return sum;
    };
    for (let border = 512; border < 2100; border += 512) {
      // A generator that doubles twice has a pattern of four columns: like is compared with like.
      const others = [-16, -12, -8, -4, 4, 8, 12, 16].map((offset) => step(border + offset));
      const mean = others.reduce((a, b) => a + b) / others.length;
      assert(Math.abs(step(border) / mean - 1) < 0.05, `${step(border)} against ${mean}`);
    }
  });
});
