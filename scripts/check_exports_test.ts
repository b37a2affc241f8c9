import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Member } from "./_workspace.ts";
import { findBadExports, findUnreachable, findVersionDrift } from "./check_exports.ts";

const MEMBER: Member = {
  folder: "packages/kernels",
  name: "@evenkeel/kernels",
  version: "1.0.0",
  exports: { ".": "./mod.ts", "./group-norm": "./group_norm.ts" },
  published: true,
};

describe("findUnreachable", () => {
  it("finds a public file that nobody can import", () => {
    const paths = [
      "mod.ts",
      "group_norm.ts",
      "lost.ts",
      "types.ts",
      "_a.ts",
      "b_test.ts",
      "c/d.ts",
    ];
    assertEquals(findUnreachable(MEMBER, { paths, mod: 'export type { T } from "./types.ts";' }), [
      "packages/kernels/lost.ts: must be exported, or start with an underscore",
    ]);
  });
});

describe("findBadExports", () => {
  it("wants kebab-case and a file", () => {
    assertEquals(findBadExports(MEMBER, ["mod.ts", "group_norm.ts"]), []);
    assertEquals(findBadExports(MEMBER, ["mod.ts"]).length, 1);
    const snake = { ...MEMBER, exports: { "./group_norm": "./group_norm.ts" } };
    assertEquals(findBadExports(snake, ["group_norm.ts"]), [
      'packages/kernels/deno.json: export "./group_norm" must be kebab-case',
    ]);
  });
});

describe("findVersionDrift", () => {
  it("wants one version for all that is published", () => {
    assertEquals(findVersionDrift([MEMBER, { ...MEMBER, published: false, version: "2.0.0" }]), []);
    const other = { ...MEMBER, name: "@evenkeel/tfjs", version: "1.0.1" };
    assertEquals(findVersionDrift([MEMBER, other]), [
      "published packages must have one version, got @evenkeel/kernels 1.0.0, @evenkeel/tfjs 1.0.1",
    ]);
  });
});
