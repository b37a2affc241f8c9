import { assert, assertEquals, assertRejects } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { assertAllClose, randomArray } from "@evenkeel/testing";
import type { Picture } from "../data/picture.ts";
import { Random } from "../data/random.ts";
import { contentPicture } from "../data/procedural.ts";
import { startBackend } from "../training/backend.ts";
import { freezeStatistics } from "./freeze_statistics.ts";
import { ARCHITECTURES } from "./architectures.ts";
import { createGenerator, type GeneratorConfig, generatorReach } from "./generator.ts";
import { NORM_NAMES, type NormName } from "./norms.ts";
import { paint, type Painter } from "./paint.ts";
import { paintTiles } from "./paint_tiles.ts";

function createPainter(norm: NormName, options: Partial<GeneratorConfig> = {}): Painter {
  const generator = {
    architecture: "residual",
    enlargement: "nearest",
    width: 4,
    blocks: 1,
    norm,
    ...options,
  } as const;
  return { generator, weights: createGenerator(generator, new Random(1)) };
}

/** Left dark, right bright: parts that norms would paint in different ways. */
function slope(width: number, height: number): Picture {
  const noise = randomArray(3 * width * height, 3, { type: "float32" });
  const pixels = noise.map((v, i) =>
    0.5 + 0.1 * v + 0.3 * ((Math.floor(i / 3) % width) / width - 0.5)
  );
  return { width, height, pixels };
}

describe("paintTiles", () => {
  before(async () => void await startBackend());

  for (const norm of NORM_NAMES) {
    it(`gives the painting of the whole picture, with ${norm} norm`, async () => {
      const painter = createPainter(norm);
      const picture = slope(92, 60);
      const tiled = await paintTiles(painter, { picture, thumbnail: picture }, { tile: 20 });
      assertAllClose(tiled.pixels, paint(painter, picture).pixels, { atol: 2e-5 });
    });
  }

  it("shows instance norm's seams where the statistics are each tile's own", () => {
    const painter = createPainter("instance");
    const picture = slope(92, 60);
    const alone = paint(painter, { ...slope(92, 60), ...cutLeft(picture, 20) });
    const whole = paint(painter, picture);
    assert(Math.abs(alone.pixels[3 * 10]! - whole.pixels[3 * 10]!) > 1e-3, "the test must see it");
  });

  it("keeps alpha, takes sizes of any kind, and says how far it is", async () => {
    const painter = createPainter("instance");
    const picture = { ...slope(21, 33), alpha: new Float32Array(21 * 33).fill(0.5) };
    const seen: string[] = [];
    const onTile = (done: number, total: number) => seen.push(`${done}/${total}`);
    const painted = await paintTiles(painter, { picture, thumbnail: slope(16, 16) }, {
      tile: 16,
      onTile,
    });
    assertEquals([painted.width, painted.height, painted.alpha], [21, 33, picture.alpha]);
    assertEquals(seen, ["1/6", "2/6", "3/6", "4/6", "5/6", "6/6"]);
  });

  it("paints into what it is given, whatever was there", async () => {
    const painter = createPainter("instance");
    const both = { picture: slope(21, 33), thumbnail: slope(16, 16) };
    const out = new Float32Array(3 * 21 * 33).fill(7);
    const { pixels } = await paintTiles(painter, both, { tile: 16, out });
    assertEquals(pixels, (await paintTiles(painter, both, { tile: 16 })).pixels);
    assert(pixels === out);
    await assertRejects(
      () => paintTiles(painter, both, { tile: 16, out: new Float32Array(3) }),
      RangeError,
      "out must have 2079 elements, got 3",
    );
  });

  it("refuses tiles that do not fit the generator", async () => {
    const picture = contentPicture(1, 0, 16);
    const both = { picture, thumbnail: picture };
    for (const tile of [0, 6, -4, 1.5]) {
      await assertRejects(
        () => paintTiles(createPainter("batch"), both, { tile }),
        RangeError,
        `tile must be a positive multiple of 4, got ${tile}`,
      );
    }
  });
});

describe("freezeStatistics", () => {
  before(async () => void await startBackend());

  it("has nothing to freeze where nothing looks at the picture", async () => {
    const picture = contentPicture(1, 0, 16);
    for (const norm of ["batch", "none"] as const) {
      assertEquals((await freezeStatistics(createPainter(norm), picture)).size, 0);
    }
  });
});

describe("generatorReach", () => {
  before(async () => void await startBackend());

  it("is how far a change can be seen, and not much more", () => {
    const kinds = [
      ...ARCHITECTURES.map((architecture) => ({ architecture })),
      { enlargement: "bilinear" as const },
    ];
    for (const kind of kinds) {
      const painter = createPainter("batch", { blocks: 2, ...kind });
      const reach = generatorReach(painter.generator);
      const picture = slope(256, 16);
      const changed = { ...picture, pixels: picture.pixels.slice() };
      for (let row = 0; row < 16; row++) {
        changed.pixels.fill(1, 3 * (row * 256 + 128), 3 * (row * 256 + 129));
      }
      const [a, b] = [paint(painter, picture).pixels, paint(painter, changed).pixels];
      // Winograd's tiles spread rounding a little further.
      const touched = [...a.keys()].filter((i) => Math.abs(a[i]! - b[i]!) > 2e-6).map((i) =>
        Math.floor(i / 3) % 256
      );
      const seen = Math.max(128 - Math.min(...touched), Math.max(...touched) - 128);
      assert(seen <= reach && seen > reach - 8, `${JSON.stringify(kind)}: ${seen} of ${reach}`);
    }
  });
});

function cutLeft(picture: Picture, width: number): Picture {
  const pixels = new Float32Array(3 * width * picture.height);
  for (let row = 0; row < picture.height; row++) {
    const from = 3 * row * picture.width;
    pixels.set(picture.pixels.subarray(from, from + 3 * width), 3 * row * width);
  }
  return { width, height: picture.height, pixels };
}
