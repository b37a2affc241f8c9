import { assert, assertEquals, assertRejects } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applyInkStyle } from "../data/ink_style.ts";
import { createPicture } from "../data/picture.ts";
import { contentPicture } from "../data/procedural.ts";
import { ImageError } from "../images/read_picture.ts";
import { writePicture } from "../images/write_picture.ts";
import { CPU_PRESET } from "./config.ts";
import { openData } from "./open_data.ts";

const SMALL = { ...CPU_PRESET, size: 16 };

describe("openData", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "open-data-"));
    await mkdir(join(folder, "photos"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });
  /** A flat picture whose gray tells which one it is. */
  const add = async (name: string, gray: number) => {
    const picture = createPicture(40, 32);
    picture.pixels.fill(gray);
    await writePicture(join(folder, name), picture);
  };
  const gray = ({ pixels }: { readonly pixels: Float32Array }) => Math.round(100 * pixels[0]!);

  it("renders scenes where nothing else is named", async () => {
    const { styles: [{ sources, heldOut }], skipped } = await openData({}, SMALL);
    assertEquals(sources.content.draw(1, 2), contentPicture(1, 2, SMALL.size));
    assertEquals([heldOut.content.length, heldOut.truth?.length, skipped], [48, 48, []]);
  });

  it("never trains on the photographs that it tests with", async () => {
    for (let i = 0; i < 20; i++) {
      await add(`photos/${String(i).padStart(2, "0")}.png`, i / 20);
    }
    await add("painting.png", 0.5);
    const data = { content: join(folder, "photos"), style: join(folder, "painting.png") };
    const { styles: [{ sources, heldOut }, ...others] } = await openData(data, SMALL);
    assertEquals(others, []);
    const test = new Set(heldOut.content.map(gray));
    assertEquals([...test], [0, 50]);
    const trained = new Set(
      Array.from({ length: 300 }, (_, i) => gray(sources.content.draw(1, i))),
    );
    assertEquals(trained.size, 18);
    assert([...trained].every((value) => !test.has(value)));
    assertEquals(heldOut.truth, undefined);
    assertEquals(heldOut.style.map(gray), [50, 50]);
  });

  it("shows more of the held-out photographs than it tests with", async () => {
    await add("photos/one.png", 0.25);
    await add("painting.png", 0.5);
    const data = { content: join(folder, "photos"), style: join(folder, "painting.png") };
    for (const [contentScales, width] of [[[1.15, 2], 32], [[1.5], 24]] as const) {
      const { styles: [{ heldOut }] } = await openData(data, { ...SMALL, contentScales });
      assertEquals(heldOut.content.map(({ width }) => width), [16]);
      assertEquals(heldOut.views?.map((view) => [view.width, gray(view)]), [[width, 25]]);
    }
  });

  it("knows the truth where the style is a procedure, and only there", async () => {
    await add("photos/one.png", 0.25);
    const { styles: [photo] } = await openData({ content: join(folder, "photos") }, SMALL);
    assertEquals(photo.heldOut.content.map(gray), [25]);
    assertEquals(photo.heldOut.truth, photo.heldOut.content.map((square) => applyInkStyle(square)));
    assertEquals(gray(photo.sources.content.draw(1, 7)), 25);
    const { styles: [painting] } = await openData({ style: join(folder, "photos") }, SMALL);
    assertEquals([painting.heldOut.content.length, painting.heldOut.truth], [48, undefined]);
    assertEquals(gray(painting.sources.style.draw(1, 7)), 25);
  });

  it("opens several styles, of which each has pictures of its own and the same to paint", async () => {
    await add("photos/one.png", 0.25);
    await add("dark.png", 0.1);
    await add("bright.png", 0.9);
    const style = ["dark.png", "bright.png"].map((name) => join(folder, name));
    const { styles } = await openData({ content: join(folder, "photos"), style }, SMALL);
    assertEquals(styles.map(({ sources }) => gray(sources.style.draw(1, 7))), [10, 90]);
    assertEquals(styles.map(({ heldOut }) => heldOut.style.map(gray)), [[10], [90]]);
    for (const { sources, heldOut } of styles) {
      assertEquals(gray(sources.content.draw(1, 7)), 25);
      assertEquals([heldOut.content.map(gray), heldOut.truth], [[25], undefined]);
    }
  });

  it("names what it could not read, and refuses an empty folder", async () => {
    await add("photos/one.png", 0.25);
    await writeFile(join(folder, "photos", "two.png"), "no picture");
    const { skipped } = await openData({ content: join(folder, "photos") }, SMALL);
    assertEquals(skipped.length, 1);
    await mkdir(join(folder, "empty"));
    await assertRejects(() => openData({ style: join(folder, "empty") }, SMALL), ImageError);
  });
});
