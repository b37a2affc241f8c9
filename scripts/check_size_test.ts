import { assert, assertEquals } from "@std/assert";
import { after, describe, it } from "@std/testing/bdd";
import { stop } from "esbuild";
import { bundle, findExcess, findStrangers } from "./check_size.ts";

describe("bundle", () => {
  after(() => stop());

  it("holds what is used, and what that needs", async () => {
    const { files, gzipBytes } = await bundle(
      'export { instanceNorm } from "./packages/kernels/mod.ts";',
    );
    assert(files.includes("packages/kernels/instance_norm.ts"));
    assert(files.includes("packages/kernels/scalar_engine.ts"));
    assert(!files.includes("packages/kernels/batch_norm.ts"));
    const both = await bundle(
      'export { groupNorm, instanceNorm } from "./packages/kernels/mod.ts";',
    );
    assert(both.gzipBytes > gzipBytes);
  });
});

describe("findStrangers", () => {
  it("names the operation that came along", () => {
    const operations = [
      { name: "batchNorm", files: ["a/batch_norm.ts", "a/plan.ts"] },
      { name: "groupNorm", files: ["a/group_norm.ts", "a/batch_norm.ts"] },
    ];
    assertEquals(findStrangers(operations), [
      "groupNorm: its bundle must not hold batch_norm.ts",
    ]);
  });
});

describe("findExcess", () => {
  it("wants less than the limit", () => {
    assertEquals(findExcess("x", 99, 100), []);
    assertEquals(findExcess("x", 100, 100), [
      "x: must have less than 100 bytes gzipped, got 100",
    ]);
  });
});
