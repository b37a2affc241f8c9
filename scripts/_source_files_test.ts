import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { join } from "node:path";
import { listSourceFiles } from "./_source_files.ts";

describe("listSourceFiles", () => {
  it("skips what is generated, hidden or not code", async () => {
    const root = await Deno.makeTempDir();
    try {
      for (const folder of ["a/b", "node_modules", "out", ".git"]) {
        await Deno.mkdir(join(root, folder), { recursive: true });
        await Deno.writeTextFile(join(root, folder, "x.ts"), "");
      }
      await Deno.writeTextFile(join(root, "a", "page.js"), "");
      await Deno.writeTextFile(join(root, "a", "README.md"), "");
      assertEquals(await listSourceFiles(root), ["a/b/x.ts", "a/page.js"]);
    } finally {
      await Deno.remove(root, { recursive: true });
    }
  });

  it("finds itself", async () => {
    assert((await listSourceFiles()).includes("scripts/_source_files.ts"));
  });
});
