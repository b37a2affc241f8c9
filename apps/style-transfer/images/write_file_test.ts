import { assertEquals, assertRejects } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkWritable, writeFileAtomically } from "./write_file.ts";

const BYTES = new Uint8Array([1, 2, 3]);

describe("write_file", () => {
  let folder = "";
  const files = async () => (await readdir(folder, { recursive: true })).sort();
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "write-file-"));
    await writeFile(join(folder, "file"), "old");
    await mkdir(join(folder, "taken"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("writes into a new folder, and over an old file", async () => {
    await writeFileAtomically(join(folder, "file"), BYTES);
    await writeFileAtomically(join(folder, "new", "deep", "a"), BYTES);
    assertEquals(new Uint8Array(await readFile(join(folder, "file"))), BYTES);
    assertEquals(new Uint8Array(await readFile(join(folder, "new", "deep", "a"))), BYTES);
    assertEquals(await files(), ["file", "new", "new/deep", "new/deep/a", "taken"]);
  });

  it("finds out whether it could, and changes nothing", async () => {
    await checkWritable(join(folder, "file"));
    await checkWritable(join(folder, "new", "deep", "a"));
    await checkWritable(join(folder, "taken", "a"));
    assertEquals(await readFile(join(folder, "file"), "utf8"), "old");
    assertEquals(await files(), ["file", "taken"]);
  });

  for (const [name, f] of Object.entries({ checkWritable, writeFileAtomically })) {
    it(`${name} says why not, and leaves nothing behind`, async () => {
      const tooLong = "a".repeat(300);
      for (const path of ["file/a", "file/deep/a", "taken", `${tooLong}`, `new/deep/${tooLong}`]) {
        const target = join(folder, path);
        await assertRejects(() => f(target, BYTES), Error, `cannot write ${target}: `);
        assertEquals(await files(), ["file", "taken"], path);
      }
    });
  }
});
