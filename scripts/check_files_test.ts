import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { findFileFindings, medianLines } from "./check_files.ts";

function find(paths: readonly string[], suites: Record<string, string[]> = {}): string[] {
  return findFileFindings(paths.map((path) => ({ path, lines: 10 })), suites);
}

describe("findFileFindings", () => {
  it("allows 400 lines and no more, but not to generated data", () => {
    const files = [
      { path: "scripts/a.ts", lines: 400 },
      { path: "scripts/b.ts", lines: 401 },
      { path: "packages/testing/golden/vectors/c.ts", lines: 9000 },
    ];
    assertEquals(findFileFindings(files, {}), [
      "scripts/b.ts: must have at most 400 lines, got 401",
    ]);
  });

  it("wants snake_case", () => {
    assertEquals(find(["scripts/_a_b2.ts", "packages/testing/std/assert.d.ts"]), []);
    for (const path of ["scripts/aB.ts", "scripts/a-b.ts", "Scripts/a.ts", "scripts/a.b.ts"]) {
      assertEquals(find([path]), [`${path}: must be named in snake_case`]);
    }
  });

  it("wants a test beside each public source file of a package", () => {
    assertEquals(find(["packages/tfjs/a.ts"]), [
      "packages/tfjs/a.ts: must be tested in packages/tfjs/a_test.ts",
    ]);
    assertEquals(find(["packages/tfjs/a.ts", "packages/tfjs/a_test.ts"]), []);
    const exempt = ["_a.ts", "_b/c.ts", "mod.ts", "d/types.ts", "e_test.ts", "f_bench.ts"];
    assertEquals(find(exempt.map((name) => `packages/tfjs/${name}`)), []);
  });

  it("takes a listed suite instead, while the list is true", () => {
    const list = { "packages/tfjs/all_test.ts": ["packages/tfjs/a.ts"] };
    assertEquals(find(["packages/tfjs/a.ts", "packages/tfjs/all_test.ts"], list), []);
    assertEquals(find(["packages/tfjs/a.ts"], list).length, 1);
    assertEquals(find(["packages/tfjs/all_test.ts"], list).length, 1);
    const own = ["packages/tfjs/a.ts", "packages/tfjs/a_test.ts", "packages/tfjs/all_test.ts"];
    assertEquals(find(own, list).length, 1);
  });
});

describe("medianLines", () => {
  it("is the middle length, without generated data", () => {
    const files = [10, 300, 20].map((lines, i) => ({ path: `scripts/${"abc"[i]}.ts`, lines }));
    const generated = { path: "packages/testing/golden/vectors/c.ts", lines: 9000 };
    assertEquals(medianLines([...files, generated]), 20);
    assertEquals(medianLines([]), 0);
  });
});
