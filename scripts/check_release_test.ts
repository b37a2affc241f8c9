import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Member } from "./_workspace.ts";
import { findReleaseFindings } from "./check_release.ts";

const MEMBERS: readonly Member[] = ["1.2.3", "1.2.4"].map((version) => ({
  folder: "packages/kernels",
  name: "@evenkeel/kernels",
  version,
  exports: {},
  published: true,
}));

describe("findReleaseFindings", () => {
  it("wants the tag to be the version of every package", () => {
    assertEquals(findReleaseFindings("v1.2.3", MEMBERS.slice(0, 1)), []);
    assertEquals(findReleaseFindings("v1.2.3", MEMBERS), [
      "@evenkeel/kernels must have version 1.2.3, got 1.2.4",
    ]);
  });

  it("wants a tag that is a version", () => {
    for (const tag of ["", "1.2.3", "v1.2", "version"]) {
      assertEquals(findReleaseFindings(tag, MEMBERS), [`the tag must be v1.2.3, got "${tag}"`]);
    }
  });
});
