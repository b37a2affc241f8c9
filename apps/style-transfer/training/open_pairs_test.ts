import { assert, assertEquals, assertRejects } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPicture, type Picture } from "../data/picture.ts";
import { ImageError } from "../images/read_picture.ts";
import { writePicture } from "../images/write_picture.ts";
import { CPU_PRESET } from "./config.ts";
import { openData } from "./open_data.ts";

const CONFIG = { ...CPU_PRESET, size: 16, contentTerm: "pairs" } as const;
/** Steps of eight bits may be lost in files, and a few more when they are scaled. */
const TOLERANCE = 0.03;

describe("openPairs", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "open-pairs-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });
  /** Light falls off to the right and to the bottom, so that a crop tells where it was cut. */
  const slope = (level: number, [width, height]: readonly [number, number]): Picture => {
    const picture = createPicture(width, height);
    picture.pixels.forEach((_, i) => {
      const at = Math.floor(i / 3);
      const [x, y] = [at % width / width, Math.floor(at / width) / height];
      picture.pixels[i] = 0.5 * level + 0.3 * x + 0.2 * y;
    });
    return picture;
  };
  const add = (name: string, picture: Picture) => writePicture(join(folder, name), picture);
  const inverse = ({ pixels, ...rest }: Picture) => ({ ...rest, pixels: pixels.map((v) => 1 - v) });
  const open = (config: Partial<typeof CONFIG> = {}) =>
    openData({ content: join(folder, "a"), style: join(folder, "b") }, { ...CONFIG, ...config });
  const assertOpposite = (a: Picture, b: Picture) => {
    a.pixels.forEach((v, i) => assert(Math.abs(v + b.pixels[i]! - 1) < TOLERANCE, `${v} at ${i}`));
  };

  it("cuts one place out of a photograph and of the painting of its name", async () => {
    for (let i = 0; i < 12; i++) {
      const photo = slope(i / 12, [40, 28]);
      await add(`a/${i}.png`, photo);
      await add(`b/${i}.webp`, inverse(photo));
    }
    const { styles: [{ sources, heldOut }, ...others], skipped } = await open({
      contentScales: [1.1, 1.5],
    });
    assertEquals([others, skipped], [[], []]);
    const drawn = Array.from({ length: 40 }, (_, i) => sources.content.draw(1, i));
    drawn.forEach((photo, i) => assertOpposite(photo, sources.style.draw(1, i)));
    assert(new Set(drawn.map(({ pixels }) => pixels[0])).size > 30, "from everywhere");
    assertEquals(heldOut.content.length, 1);
    heldOut.content.forEach((photo, i) => assertOpposite(photo, heldOut.truth![i]!));
    assertEquals(heldOut.style.length, 1);
  });

  it("names what has no partner, or one of another shape", async () => {
    await add("a/one.png", slope(0, [32, 32]));
    await add("b/one.png", slope(1, [64, 64]));
    await add("a/alone.png", slope(0, [32, 32]));
    await add("a/wide.png", slope(0, [64, 32]));
    await add("b/wide.png", slope(0, [32, 64]));
    const { skipped, styles: [{ heldOut }] } = await open();
    assertEquals(heldOut.content.length, 1, "a single pair is for training and test");
    assertEquals(skipped, [
      "alone.png: no painting has its name",
      "wide.png: it and its painting must have one shape, got 36x18 and 18x36",
    ]);
  });

  it("names paintings without a photograph, and all but the first of one name", async () => {
    for (const name of ["a/one.png", "b/one.png", "b/one.webp", "b/alone.png"]) {
      await add(name, slope(name === "b/one.webp" ? 1 : 0, [32, 32]));
    }
    const { skipped, styles: [{ heldOut: { truth } }] } = await open();
    assertEquals(skipped, [
      "one.webp: a painting has its name already, one.png",
      "alone.png: no photograph has its name",
    ]);
    assert(truth![0]!.pixels[0]! < 0.25, "the first of them");
  });

  it("takes a photograph at the scales that it and its painting are large enough for", async () => {
    await add("a/small.png", slope(0, [32, 32]));
    await add("b/small.png", slope(1, [128, 128]));
    await add("a/large.png", slope(0, [128, 128]));
    await add("b/large.png", slope(1, [32, 32]));
    for (const contentScales of [[1.15, 2.5], [2.5, 1.15]]) {
      const { skipped, styles: [{ sources }] } = await open({ contentScales });
      assertEquals(skipped, []);
      for (let i = 0; i < 20; i++) {
        const [photo, painting] = [sources.content.draw(1, i), sources.style.draw(1, i)];
        // They differ by their level alone, where they are cut out at one place and scale.
        photo.pixels.forEach((v, k) => {
          assert(Math.abs(painting.pixels[k]! - v - 0.5) < TOLERANCE, `${v} at ${k}`);
        });
      }
    }
  });

  it("refuses what holds no pair", async () => {
    await add("a/one.png", slope(0, [32, 32]));
    await add("b/two.png", slope(0, [32, 32]));
    await assertRejects(
      () => open(),
      ImageError,
      "must hold pairs of one name, got none; one.png: no painting has its name",
    );
    for (const data of [{ content: "a" }, { content: "a", style: ["b", "c"] }]) {
      await assertRejects(
        () => openData(data, CONFIG),
        RangeError,
        "pairs need a folder of photographs and one of their paintings",
      );
    }
  });
});
