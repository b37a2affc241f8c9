import { assertEquals, assertRejects } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appendToFile, checkWritable, removePartials, writeFileAtomically } from "./write_file.ts";

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

  it("on a full disk keeps the old file, and leaves nothing behind", async () => {
    const handle = await open(join(folder, "file"));
    const prototype: { writeFile: unknown } = Object.getPrototypeOf(handle);
    await handle.close();
    const stock = prototype.writeFile;
    prototype.writeFile = () => Promise.reject(new Error("ENOSPC: no space left on device"));
    try {
      for (const path of ["file", "new", "new/deep/a"]) {
        await assertRejects(
          () => writeFileAtomically(join(folder, path), BYTES),
          Error,
          `cannot write ${join(folder, path)}: ENOSPC: no space left on device`,
        );
      }
    } finally {
      prototype.writeFile = stock;
    }
    assertEquals(await readFile(join(folder, "file"), "utf8"), "old");
    assertEquals(await files(), ["file", "taken"]);
  });

  it("adds to a file, or says which one it could not add to", async () => {
    await appendToFile(join(folder, "file"), "er");
    assertEquals(await readFile(join(folder, "file"), "utf8"), "older");
    const taken = join(folder, "taken");
    await assertRejects(() => appendToFile(taken, BYTES), Error, `cannot write ${taken}: `);
  });

  it("says which part of a path is a file", async () => {
    for (const path of ["file/a", "file/deep/a"]) {
      await assertRejects(
        () => checkWritable(join(folder, path)),
        Error,
        `cannot write ${join(folder, path)}: ${join(folder, "file")} is a file, not a folder`,
      );
    }
  });

  it("removes what killed processes left, and nothing else", async () => {
    const left = `file.${crypto.randomUUID()}.partial`;
    await writeFile(join(folder, left), "");
    await writeFile(join(folder, "taken", left), "");
    await writeFile(join(folder, "my.partial"), "");
    await removePartials(folder);
    assertEquals(await files(), ["file", "my.partial", "taken"]);
    await removePartials(join(folder, "nowhere"));
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
