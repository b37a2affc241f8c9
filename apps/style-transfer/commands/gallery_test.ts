import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Random } from "../data/random.ts";
import { renderScene } from "../data/scene.ts";
import { ImageError, readPicture } from "../images/read_picture.ts";
import { writePicture } from "../images/write_picture.ts";
import { gallery, type GalleryOptions } from "./gallery.ts";
import { listStyles } from "./shipped.ts";
import { UsageError } from "./usage_error.ts";

const CELL_PX = 32;
const GUTTER_PX = 8;

describe("gallery", () => {
  let root = "";
  let folder = "";
  let written = "";
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "gallery-"));
    folder = join(root, "photographs");
    written = "";
    for (let i = 0; i < 3; i++) {
      const scene = renderScene(new Random(3, i), { width: 48 + 16 * i, height: 40 });
      await writePicture(join(folder, `scene-${i}.png`), scene);
    }
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });
  const out = () => join(root, "new", "gallery.jpg");
  const call = (more: Partial<GalleryOptions> = {}) =>
    gallery(folder, {
      options: {
        styles: [],
        count: 2,
        cell: CELL_PX,
        originals: true,
        maxKilobytes: 700,
        out: out(),
        ...more,
      },
      output: { write: (text) => void (written += text) },
    });

  it("has a column for each picture, a row for each style, and the pictures above", async () => {
    await call();
    const styles = (await listStyles()).map(({ name }) => name);
    const { width, height } = await readPicture(out());
    assertEquals(width, GUTTER_PX + 2 * (CELL_PX + GUTTER_PX));
    assert(height > (styles.length + 1) * (CELL_PX + GUTTER_PX), "captions need room");
    const [, columns, rows] = written.split("\n");
    assertMatch(written, /gallery\.jpg {2}[\d.]+ KB\n/);
    assertEquals([columns, rows], [
      "columns: scene-0, scene-1",
      `rows: photographs, ${styles.join(", ")}`,
    ]);
  });

  it("shows paintings alone, if it is told to", async () => {
    const [{ name } = { name: "" }] = await listStyles();
    await call({ originals: false, styles: [name] });
    const { height, pixels, width } = await readPicture(out());
    assert(height < 2 * (CELL_PX + GUTTER_PX), "one row");
    // Of the first picture's pixels none is left as it was.
    const scene = await readPicture(join(folder, "scene-0.png"));
    const left = (scene.width - scene.height) / 2;
    let sum = 0;
    for (let row = 4; row < CELL_PX - 4; row++) {
      const from = 3 * (Math.round(row * scene.height / CELL_PX) * scene.width + left + 4);
      const at = 3 * ((row + GUTTER_PX) * width + GUTTER_PX + 4);
      for (let i = 0; i < 3; i++) sum += Math.abs(scene.pixels[from + i]! - pixels[at + i]!);
    }
    assert(sum / (3 * (CELL_PX - 8)) > 0.05, String(sum));
  });

  it("gets smaller until it fits, or says that it does not", async () => {
    await call();
    const { size } = await stat(out());
    await call({ maxKilobytes: Math.floor(size / 1000) });
    assert((await stat(out())).size <= 1000 * Math.floor(size / 1000));
    await assertRejects(() => call({ maxKilobytes: 1 }), Error, "take a smaller --cell");
  });

  it("refuses what it could not do, before it paints", async () => {
    await assertRejects(() => call({ count: 4 }), ImageError, "must hold 4 pictures, got 3");
    await assertRejects(() => call({ cell: 0 }), RangeError, "cell must be a positive integer");
    await assertRejects(
      () => call({ out: "a.png" }),
      UsageError,
      '--out must end in .jpg, got "a.png"',
    );
    const taken = join(folder, "scene-2.jpg");
    await writePicture(taken, renderScene(new Random(3), { width: 48, height: 40 }));
    await assertRejects(
      () => call({ out: taken }),
      UsageError,
      `--out must be another file than the photographs, got ${taken}`,
    );
    await assertRejects(() => call({ styles: ["sepia"] }), UsageError, 'there is no style "sepia"');
    assertEquals(written, "");
  });
});
