import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPicture } from "../data/picture.ts";
import { readPictureFolder } from "./picture_folder.ts";
import { ImageError } from "./read_picture.ts";
import { writePicture } from "./write_picture.ts";

describe("readPictureFolder", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "picture-folder-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });
  const add = (name: string, width: number, height: number) =>
    writePicture(join(folder, name), createPicture(width, height));
  const sizes = (pictures: readonly { readonly width: number; readonly height: number }[]) =>
    pictures.map(({ width, height }) => [width, height]);

  it("reads all pictures in the order of their names, those in folders too", async () => {
    await mkdir(join(folder, "b"));
    await add("c.png", 40, 20);
    await add("b/x.png", 30, 30);
    await add("A.PNG".toLowerCase(), 20, 40);
    await writeFile(join(folder, "notes.txt"), "no picture");
    const { names, pictures, skipped } = await readPictureFolder(folder, { size: 16, scales: [1] });
    assertEquals(names, ["a.png", "b/x.png", "c.png"]);
    assertEquals(pictures.map(sizes), [[[16, 32]], [[16, 16]], [[32, 16]]]);
    assertEquals(skipped, []);
  });

  it("gives each picture the scales that it is large enough for", async () => {
    await add("large.png", 80, 64);
    await add("medium.png", 40, 40);
    await add("small.png", 10, 20);
    const options = { size: 16, scales: [1.25, 2, 4] };
    const { names, pictures } = await readPictureFolder(folder, options);
    assertEquals(names, ["large.png", "medium.png", "small.png"]);
    assertEquals(pictures.map(sizes), [
      [[25, 20], [40, 32], [80, 64]],
      [[20, 20], [32, 32]],
      [[16, 32]],
    ]);
  });

  it("takes a single file", async () => {
    await add("one.png", 20, 20);
    const { names, pictures } = await readPictureFolder(join(folder, "one.png"), {
      size: 16,
      scales: [1],
    });
    assertEquals([names.length, pictures.map(sizes)], [1, [[[16, 16]]]]);
  });

  it("skips what is broken, and says why", async () => {
    await add("good.png", 20, 20);
    await writeFile(join(folder, "bad.jpg"), "no picture");
    const { names, skipped } = await readPictureFolder(folder, { size: 16, scales: [1] });
    assertEquals(names, ["good.png"]);
    assertEquals(skipped.length, 1);
    assertStringIncludes(skipped[0]!, "bad.jpg: it is not an image");
  });

  it("refuses a folder that is missing, empty, or broken throughout", async () => {
    const read = (path: string) => readPictureFolder(path, { size: 16, scales: [1] });
    const missing = join(folder, "missing");
    await assertRejects(() => read(missing), ImageError, `cannot read ${missing}: no such file`);
    await assertRejects(() => read(folder), ImageError, "must hold a picture (jpg");
    await writeFile(join(folder, "bad.jpg"), "no picture");
    await assertRejects(() => read(folder), ImageError, "it is not an image");
  });
});
