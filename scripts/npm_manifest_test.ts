import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import process from "node:process";
import type { Member } from "./_workspace.ts";
import { npmManifest, pinnedVersion, readPublished } from "./npm_manifest.ts";

const TFJS: Member = {
  folder: "packages/tfjs",
  name: "@evenkeel/tfjs",
  version: "1.2.3",
  exports: {},
  published: true,
};

describe("npmManifest", () => {
  it("depends on the sibling of the same version, and leaves TensorFlow.js to the user", () => {
    const manifest = npmManifest(TFJS);
    assertEquals(manifest.dependencies, { "@evenkeel/kernels": "1.2.3" });
    assertEquals(Object.keys(manifest.peerDependencies ?? {}), [
      "@tensorflow/tfjs-backend-cpu",
      "@tensorflow/tfjs-core",
      "@tensorflow/tfjs-layers",
      "fflate",
      "h5wasm",
    ]);
    assertEquals(manifest.peerDependenciesMeta, {
      "@tensorflow/tfjs-backend-cpu": { optional: true },
      "@tensorflow/tfjs-layers": { optional: true },
      "fflate": { optional: true },
      "h5wasm": { optional: true },
    });
  });

  it("has no empty lists of dependencies", () => {
    const manifest = npmManifest({ ...TFJS, name: "@evenkeel/kernels" });
    assertEquals("dependencies" in manifest, false);
    assertEquals("peerDependencies" in manifest, false);
  });

  it("names the repository that a release comes from", () => {
    const before = process.env["GITHUB_REPOSITORY"];
    process.env["GITHUB_REPOSITORY"] = "somebody/evenkeel";
    try {
      const { repository, homepage, bugs } = npmManifest(TFJS);
      assertEquals({ repository, homepage, bugs }, {
        repository: {
          type: "git",
          url: "git+https://github.com/somebody/evenkeel.git",
          directory: "packages/tfjs",
        },
        homepage: "https://github.com/somebody/evenkeel/tree/main/packages/tfjs#readme",
        bugs: { url: "https://github.com/somebody/evenkeel/issues" },
      });
    } finally {
      if (before === undefined) delete process.env["GITHUB_REPOSITORY"];
      else process.env["GITHUB_REPOSITORY"] = before;
    }
  });

  it("refuses a package that nobody described", () => {
    assertThrows(() => npmManifest({ ...TFJS, name: "@evenkeel/new" }), Error, "@evenkeel/new");
  });

  it("describes every published member of the workspace", async () => {
    const names = (await readPublished()).map((member) => npmManifest(member).name);
    assertEquals(names, ["@evenkeel/kernels", "@evenkeel/tfjs"]);
  });
});

describe("pinnedVersion", () => {
  it("reads exact versions only", async () => {
    assertEquals(await pinnedVersion("@tensorflow/tfjs-core"), "4.22.0");
    await assertRejects(
      () => pinnedVersion("@std/assert"),
      Error,
      "deno.json must pin @std/assert",
    );
  });
});
