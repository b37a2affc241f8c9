import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPicture, type Picture } from "../data/picture.ts";
import { readPicture } from "./read_picture.ts";
import { writePicture } from "./write_picture.ts";

/** Values that eight bits hold exactly. */
function sample(): Picture {
  const picture = createPicture(12, 8);
  picture.pixels.forEach((_, i) => picture.pixels[i] = ((i * 37) % 256) / 255);
  return picture;
}

describe("writePicture", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "write-picture-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("writes PNG without loss, alpha included", async () => {
    const path = join(folder, "a.png");
    await writePicture(path, sample());
    assertEquals(await readPicture(path), sample());
    const alpha = Float32Array.from({ length: 96 }, (_, i) => (i % 5) * 51 / 255);
    await writePicture(path, { ...sample(), alpha });
    assertEquals((await readPicture(path)).alpha, alpha);
  });

  it("writes JPEG by either extension in either case", async () => {
    for (const name of ["a.jpg", "b.jpeg", "c.JPG"]) {
      await writePicture(join(folder, name), sample());
      assertEquals([...(await readFile(join(folder, name))).subarray(0, 3)], [0xff, 0xd8, 0xff]);
    }
  });

  it("puts white under clear pixels of a JPEG", async () => {
    const path = join(folder, "clear.jpg");
    await writePicture(path, { ...createPicture(8, 8), alpha: new Float32Array(64) });
    const { pixels, alpha } = await readPicture(path);
    assertEquals(alpha, undefined);
    for (const value of pixels) assertAlmostEquals(value, 1, 0.01);
  });

  it("writes WebP, and keeps its alpha", async () => {
    const path = join(folder, "a.webp");
    const alpha = Float32Array.from({ length: 96 }, (_, i) => i < 48 ? 1 : 0);
    await writePicture(path, { ...sample(), alpha });
    assertEquals((await readFile(path)).subarray(8, 12).toString(), "WEBP");
    assertEquals((await readPicture(path)).alpha, alpha);
  });

  it("writes a smaller JPEG at a lower quality", async () => {
    const noise = createPicture(64, 64);
    noise.pixels.forEach((_, i) => noise.pixels[i] = ((i * i * 7919) % 251) / 250);
    await writePicture(join(folder, "low.jpg"), noise, { quality: 20 });
    await writePicture(join(folder, "high.jpg"), noise, { quality: 95 });
    const [low, high] = [await stat(join(folder, "low.jpg")), await stat(join(folder, "high.jpg"))];
    assert(low.size < high.size / 2, `${low.size} against ${high.size}`);
  });

  it("saturates values out of range", async () => {
    const picture = createPicture(2, 1);
    picture.pixels.set([-1, 2, 0.5, 1.001, -0.001, Infinity]);
    await writePicture(join(folder, "range.png"), picture);
    const { pixels } = await readPicture(join(folder, "range.png"));
    assertEquals([...pixels.map((v) => Math.round(v * 255))], [0, 255, 128, 255, 0, 255]);
  });

  it("makes the folder", async () => {
    const path = join(folder, "new", "deep", "a.png");
    await writePicture(path, sample());
    assertEquals(await readdir(join(folder, "new", "deep")), ["a.png"]);
  });

  it("refuses other extensions and qualities before it touches anything", async () => {
    for (const name of ["a.gif", "a", "png", "a.png.txt"]) {
      await assertRejects(
        () => writePicture(join(folder, "new", name), sample()),
        RangeError,
        "output must end in .png, .jpg, .jpeg or .webp, got",
      );
    }
    await assertRejects(
      () => writePicture(join(folder, "new", "a.jpg"), sample(), { quality: 101 }),
      RangeError,
      "quality must be an integer from 1 to 100, got 101",
    );
    assertEquals(await readdir(folder), []);
  });

  it("leaves nothing behind when it fails, and the old file when there is one", async () => {
    await writeFile(join(folder, "file"), "");
    await assertRejects(
      () => writePicture(join(folder, "file", "a.png"), sample()),
      Error,
      `cannot write ${join(folder, "file", "a.png")}: `,
    );
    // A folder in the file's place: all is written but the last step, the renaming, fails.
    await mkdir(join(folder, "taken.png", "inside"), { recursive: true });
    await assertRejects(
      () => writePicture(join(folder, "taken.png"), sample()),
      Error,
      "cannot write",
    );
    assertEquals((await readdir(folder)).sort(), ["file", "taken.png"]);

    await writePicture(join(folder, "old.png"), sample());
    const wrong = { ...sample(), width: 13 };
    await assertRejects(() => writePicture(join(folder, "old.png"), wrong), RangeError, "pixels");
    assertEquals(await readPicture(join(folder, "old.png")), sample());
  });
});
