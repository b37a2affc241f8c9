import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Import } from "./_module_graph.ts";
import type { Member } from "./_workspace.ts";
import { findLayerViolations } from "./check_layers.ts";

const MEMBERS: readonly Member[] = ["kernels", "tfjs", "testing"].map((name): Member => ({
  folder: `packages/${name}`,
  name: `@evenkeel/${name}`,
  exports: {},
  published: name !== "testing",
})).concat({ folder: "apps/style-transfer", exports: {}, published: false });

function check(path: string, entry: Partial<Import> & { specifier: string }): string[] {
  const findings = findLayerViolations([{ path, imports: [{ bare: false, ...entry }] }], MEMBERS);
  return findings.map((finding) => finding.split('" ')[1]!);
}

const KERNELS = { specifier: "@evenkeel/kernels", target: "packages/kernels/mod.ts" };
const TFJS = { specifier: "@evenkeel/tfjs", target: "packages/tfjs/mod.ts" };
const TESTING = { specifier: "@evenkeel/testing", target: "packages/testing/mod.ts" };

describe("findLayerViolations", () => {
  it("lets imports go down", () => {
    assertEquals(check("apps/style-transfer/a.ts", TFJS), []);
    assertEquals(check("apps/style-transfer/a.ts", KERNELS), []);
    assertEquals(check("packages/tfjs/a.ts", KERNELS), []);
    assertEquals(check("packages/tfjs/a.ts", { specifier: "@tensorflow/tfjs-core" }), []);
  });

  it("does not let them go up", () => {
    assertEquals(check("packages/kernels/a.ts", TFJS), [
      "goes from packages/kernels to packages/tfjs",
    ]);
    const app = { specifier: "@evenkeel/app", target: "apps/style-transfer/main.ts" };
    assertEquals(check("packages/tfjs/a.ts", app), [
      "goes from packages/tfjs to apps/style-transfer",
    ]);
  });

  it("keeps packages of others out of shipped code, but not out of tests", () => {
    const assertion = { specifier: "fast-check" };
    assertEquals(check("packages/kernels/a.ts", assertion), [
      "is not among what packages/kernels may use: nothing",
    ]);
    assertEquals(check("packages/kernels/a_test.ts", assertion), []);
    assertEquals(
      check("packages/tfjs/a.ts", { specifier: "@tensorflow/tfjs-backend-webgl" }).length,
      1,
    );
  });

  it("lets no relative path leave its package, not even in a test", () => {
    const deep = { specifier: "../kernels/plan.ts", target: "packages/kernels/plan.ts" };
    assertEquals(check("packages/tfjs/a.ts", deep), ["leaves packages/tfjs"]);
    assertEquals(check("packages/tfjs/a_test.ts", deep), ["leaves packages/tfjs"]);
    assertEquals(
      check("packages/tfjs/a.ts", { specifier: "./b.ts", target: "packages/tfjs/b.ts" }),
      [],
    );
  });

  it("keeps the test tools in tests and benchmarks", () => {
    assertEquals(check("packages/tfjs/a.ts", TESTING), ["is for tests and benchmarks only"]);
    assertEquals(check("packages/tfjs/a_test.ts", TESTING), []);
    assertEquals(check("packages/tfjs/a_bench.ts", TESTING), []);
    assertEquals(check("packages/testing/golden/a.ts", TESTING), []);
  });

  it("lets only entries and tests import for a side effect", () => {
    const bare = { specifier: "./b.ts", target: "packages/tfjs/b.ts", bare: true };
    const why = ["is for its side effect, which only an entry may want"];
    assertEquals(check("packages/tfjs/a.ts", bare), why);
    assertEquals(check("packages/tfjs/a_test.ts", bare), []);
    const app = { specifier: "./b.ts", target: "apps/style-transfer/b.ts", bare: true };
    assertEquals(check("apps/style-transfer/main.ts", app), []);
    assertEquals(check("apps/style-transfer/a.ts", app), why);
    const backend = { specifier: "@tensorflow/tfjs-backend-wasm", bare: true };
    assertEquals(check("apps/style-transfer/a.ts", backend), []);
    assertEquals(
      check("packages/tfjs/a.ts", { ...backend, specifier: "@tensorflow/tfjs-layers" }),
      why,
    );
  });
});
