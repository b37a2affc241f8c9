import { assertEquals, assertRejects } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listSources, readManifest } from "./sources.ts";

/** Of "a" and of "b": what sha256sum prints. */
const SHA256_A = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
const SHA256_B = "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d";
const HEADER = "file,title,author,licence,source_repo,path,commit,parent,more\n";

describe("sources", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "sources-"));
    await mkdir(join(folder, "more"));
    await writeFile(join(folder, "more", "a.jpg"), "a");
    await writeFile(join(folder, "b.png"), "b");
    await writeFile(join(folder, "notes.txt"), "");
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });
  const manifest = async (text: string) => {
    await writeFile(join(folder, "manifest.csv"), text);
    return await readManifest(join(folder, "manifest.csv"));
  };

  it("are the pictures of a folder in the order of training, with their hashes", async () => {
    assertEquals(await listSources(folder), [
      { name: "b.png", sha256: SHA256_B },
      { name: "more/a.jpg", sha256: SHA256_A },
    ]);
    assertEquals(await listSources(join(folder, "b.png")), [{ name: "b.png", sha256: SHA256_B }]);
  });

  it("are found in a manifest by the names of their files", async () => {
    const known = await manifest(
      `${HEADER}x/y/a.jpg,A,Somebody,CC0-1.0,o/r,p.jpg,f00,whole,1\nb.png,B,,,,,,,\n`,
    );
    const [b, a] = await listSources(folder, known);
    assertEquals([b!.provenance!.title, a!.provenance], ["B", {
      title: "A",
      author: "Somebody",
      license: "CC0-1.0",
      repository: "o/r",
      path: "p.jpg",
      commit: "f00",
      parent: "whole",
    }]);
  });

  it("must all be in the manifest, which must be one", async () => {
    const half = await manifest(`${HEADER}b.png,B,,,,,,,\n`);
    await assertRejects(
      () => listSources(folder, half),
      RangeError,
      "the manifest must know more/a.jpg, it does not",
    );
    await assertRejects(
      () => manifest(`${HEADER}x/b.png,,,,,,,,\ny/b.png,,,,,,,,\n`),
      RangeError,
      "manifest.csv must name b.png once",
    );
    await assertRejects(
      () => manifest("file,title\nb.png,B\n"),
      RangeError,
      'manifest.csv must have a column "author", got none',
    );
  });
});
