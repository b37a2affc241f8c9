import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { NpmManifest } from "./npm_manifest.ts";
import { finishManifest } from "./pack_npm.ts";

const MANIFEST: NpmManifest = {
  name: "@evenkeel/tfjs",
  version: "1.0.0",
  description: "Says it",
  keywords: [],
  license: "MIT",
  sideEffects: false,
  engines: { node: ">=20.19" },
  dependencies: { "@evenkeel/kernels": "1.0.0" },
  peerDependencies: { "@tensorflow/tfjs-core": "^4.22.0" },
};

describe("finishManifest", () => {
  it("keeps the exports, adds the manifest, and replaces what Deno guessed of dependencies", () => {
    const exports = { ".": "./mod.js" };
    const dependencies = { "@tensorflow/tfjs-core": "^4.22.0" };
    const packed = { name: "@evenkeel/tfjs", version: "1.0.0", exports, dependencies };
    assertEquals(finishManifest(packed, MANIFEST), {
      ...MANIFEST,
      exports: { ...exports, "./package.json": "./package.json" },
    });
  });

  it("refuses an import that npm would not install", () => {
    const dependencies = { lodash: "^4.0.0" };
    const packed = { name: "@evenkeel/tfjs", version: "1.0.0", exports: {}, dependencies };
    assertThrows(() => finishManifest(packed, MANIFEST), Error, "lodash");
  });
});
