import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { listSourceFiles } from "../_source_files.ts";
import { chooseTests } from "./choose_tests.ts";

describe("chooseTests", () => {
  it("takes every test file of a folder, or says why not", async () => {
    const folder = "packages/kernels";
    const { chosen, leftOut } = await chooseTests(folder);
    const all = (await listSourceFiles()).filter((path) =>
      path.startsWith(`${folder}/`) && /_test\.ts$/.test(path) && !/_browser_test\.ts$/.test(path)
    );
    assertEquals([...chosen, ...Object.keys(leftOut)].sort(), all);
    assertEquals(chosen.includes(`${folder}/simd/snapshot_test.ts`), true);
    assertEquals(leftOut[`${folder}/simd/jobs_test.ts`], "needs node:fs");
  });

  it("looks at what a test imports", async () => {
    // Its fixtures are files.
    const { leftOut } = await chooseTests("packages/tfjs/keras");
    assertEquals(leftOut["packages/tfjs/keras/keras_files_test.ts"], "needs node:buffer");
  });
});
