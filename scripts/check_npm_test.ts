import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { importAll } from "./check_npm.ts";

describe("importAll", () => {
  it("imports each path of each package", () => {
    const members = [{ name: "@a/b", exports: { ".": "./mod.ts", "./c": "./c/mod.ts" } }];
    assertEquals(importAll(members), 'await import("@a/b");\nawait import("@a/b/c");\n');
  });
});
