import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { toImportMap, toUrl } from "./_import_map.ts";

describe("toImportMap", () => {
  it("holds imports and export paths", () => {
    const member = {
      folder: "packages/a",
      name: "@x/a",
      exports: { ".": "./mod.ts", "./b-c": "./b_c.ts" },
      published: true,
    };
    const app = { folder: "apps/d", exports: {}, published: false };
    const imports = { local: "./e.ts", e: "npm:e@1.0.0" };
    assertEquals(toImportMap({ imports }, [member, app]).imports, {
      local: toUrl("e.ts"),
      e: "npm:e@1.0.0",
      "@x/a": toUrl("packages/a/mod.ts"),
      "@x/a/b-c": toUrl("packages/a/b_c.ts"),
    });
  });
});
