import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addPhoto, call, EVENKEEL, listFiles } from "./_test_program.ts";
import { INK_PAIR, listStyles } from "./commands/shipped.ts";
import { readPicture } from "./images/read_picture.ts";
import { writePicture } from "./images/write_picture.ts";

async function assertRefused(message: string, ...args: string[]): Promise<void> {
  const { code, stderr } = await call(...args);
  assertStringIncludes(stderr, message);
  assertEquals(code, 2);
}

describe("style apply", () => {
  let folder = "";
  let photo = "";
  const files = () => listFiles(folder);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "style-apply-"));
    photo = await addPhoto(folder);
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("says what it computes on, and why", async () => {
    const args = ["apply", photo, "--checkpoint", INK_PAIR[0]!.path];
    const { code, stdout } = await call(...args, "--folder", join(folder, "out"));
    assertEquals(code, 0);
    const [first] = stdout.split("\n");
    assertMatch(first!, /^(webgpu|evenkeel) \(.+\): the fastest here(; webgpu: .+)?$/);
  });

  it("paints alike on any backend, and names the file alone when told which", async () => {
    const out = join(folder, "a.png");
    const args = ["apply", photo, "--checkpoint", INK_PAIR[0]!.path, "--out", out];
    const pictures = [];
    for (const backend of ["evenkeel", "wasm", "cpu"]) {
      const { stdout } = await call(...args, "--backend", backend);
      assertMatch(stdout, /^[^\n]*a\.png {2}13x9, \d+ ms\n$/);
      pictures.push(await readPicture(out));
    }
    const [first, ...rest] = pictures;
    for (const { pixels } of rest) {
      // A value at the edge of a byte may fall on either side.
      pixels.forEach((v, i) => assert(Math.abs(v - first!.pixels[i]!) < 1.5 / 255));
    }
  });

  it("paints in every style that comes with it, and puts them on a sheet", async () => {
    const { code, stdout, stderr } = await call("apply", photo, "--folder", join(folder, "out"));
    assertEquals({ code, stderr }, { code: 0, stderr: "" });
    const styles = (await listStyles()).map(({ name }) => name);
    const names = [...styles, "sheet"].map((name) => join("out", `photo-${name}.png`));
    assertEquals(await files(), ["out", ...names].sort());
    assertStringIncludes(stdout, `photo-sheet.png  photograph, ${styles.join(", ")}\n`);
    const sheet = await readPicture(join(folder, "out", "photo-sheet.png"));
    assert(sheet.width > 2 * 13 && sheet.height > 9 + 2 * 8, "the captions must have room");
  });

  it("paints in the style of a name", async () => {
    const [{ name } = { name: "" }] = await listStyles();
    const out = join(folder, "a.png");
    const { stdout } = await call("apply", photo, "--style", name, "--out", out);
    assertMatch(stdout, /a\.png {2}13x9, /);
  });

  it("paints a folder, keeps its places, and skips what is broken", async () => {
    const photos = join(folder, "photos");
    await mkdir(join(photos, "more"), { recursive: true });
    await writeFile(join(photos, "a.png"), await readFile(photo));
    await writeFile(join(photos, "more", "b.png"), await readFile(photo));
    await writeFile(join(photos, "c.png"), "no picture");
    const args = ["--checkpoint", INK_PAIR[0]!.path, "--folder", join(folder, "out")];
    const { code, stdout, stderr } = await call("apply", photos, ...args);
    assertEquals([code, stderr], [1, "error: 1 of 3 files could not be read\n"]);
    assertStringIncludes(stdout, "2/3 skipped: ");
    const painted = await readdir(join(folder, "out"), { recursive: true });
    const names = ["a-ink-instance.png", "more", join("more", "b-ink-instance.png")];
    assertEquals(painted.sort(), names);
    const out = ["--out", join(folder, "x.png"), "--checkpoint", INK_PAIR[0]!.path];
    assertEquals((await call("apply", photos, ...out)).code, 2);
  });

  it("keeps photographs apart that differ in their extension alone", async () => {
    const photos = join(folder, "photos");
    await mkdir(photos);
    for (const name of ["a.jpg", "a.png"]) {
      await writePicture(join(photos, name), await readPicture(photo));
    }
    const args = ["--checkpoint", INK_PAIR[0]!.path, "--folder", join(folder, "out")];
    const { code, stdout } = await call("apply", photos, ...args);
    assertEquals(code, 0);
    const names = ["a-2-ink-instance.png", "a-ink-instance.png"];
    assertEquals((await readdir(join(folder, "out"))).sort(), names);
    for (const name of names) assertStringIncludes(stdout, join(folder, "out", name));
  });

  it("writes over no photograph, whatever it is called", async () => {
    const checkpoint = ["--checkpoint", INK_PAIR[0]!.path];
    const before = await readFile(photo);
    const link = join(folder, "link.png");
    await symlink(photo, link);
    for (const out of [photo, link]) {
      const message = `--out must be another file than the photograph, got ${out}`;
      await assertRefused(message, "apply", photo, ...checkpoint, "--out", out);
    }
    await rm(link);
    const photos = join(folder, "photos");
    await mkdir(photos);
    const painted = join(photos, "a-ink-instance.png");
    for (const path of [join(photos, "a.png"), painted]) await writeFile(path, before);
    await assertRefused(
      `--folder must be another folder than that of the photographs: ${painted} is one of them`,
      ...["apply", photos, ...checkpoint, "--folder", photos],
    );
    for (const path of [photo, painted]) assertEquals(await readFile(path), before);
  });

  it("goes from the photograph to the painting, and can leave the colors", async () => {
    const out = join(folder, "a.png");
    const args = ["apply", photo, "--checkpoint", INK_PAIR[0]!.path, "--out", out];
    const pixels = async (...more: string[]) => {
      assertEquals((await call(...args, ...more)).code, 0);
      return (await readPicture(out)).pixels;
    };
    assertEquals(await pixels("--strength", "0"), (await readPicture(photo)).pixels);
    const [full, colors] = [await pixels(), await pixels("--keep-colors")];
    assert(full.some((v, i) => v !== colors[i]));
    assertEquals(await pixels("--full-size"), full);
    await assertRefused("strength must be from 0 to 1, got 2", ...args, "--strength", "2");
    await assertRefused('must be a number, got "x"', ...args, "--strength", "x");
  });

  it("lets batch norm go by the picture's own statistics", async () => {
    const [, { path }] = INK_PAIR as [unknown, { readonly path: string }];
    const dim = join(folder, "photos", "dim.png");
    const { width, height, pixels } = await readPicture(photo);
    await writePicture(dim, { width, height, pixels: pixels.map((v) => v / 2) });
    const out = join(folder, "a.png");
    /** How far the paintings in full and in half the light are apart. */
    const difference = async (...more: string[]) => {
      const painted = [];
      for (const picture of [photo, dim]) {
        await call("apply", picture, "--checkpoint", path, "--out", out, ...EVENKEEL, ...more);
        painted.push((await readPicture(out)).pixels);
      }
      const [a, b] = painted;
      return a!.reduce((sum, v, i) => sum + Math.abs(v - b![i]!), 0) / a!.length;
    };
    const [training, own] = [await difference(), await difference("--statistics", "own")];
    assert(own < training / 3, `${own} against ${training}`);
  });

  it("scales down what is larger than it may be", async () => {
    const args = ["--checkpoint", INK_PAIR[0]!.path, "--max-side", "6"];
    const out = join(folder, "a.png");
    assertMatch((await call("apply", photo, ...args, "--out", out)).stdout, /a\.png {2}6x4, /);
  });

  it("keeps checkpoints of one name apart", async () => {
    const paths = [];
    for (const { norm, path } of INK_PAIR) {
      await mkdir(join(folder, norm));
      paths.push(join(folder, norm, "sheet.safetensors"));
      await writeFile(paths.at(-1)!, await readFile(path));
    }
    const out = join(folder, "out");
    await call("apply", photo, "--folder", out, "--checkpoint", ...paths);
    assertEquals((await readdir(out)).sort(), [
      "photo-sheet-2.png",
      "photo-sheet-3.png",
      "photo-sheet.png",
    ]);
  });
});
