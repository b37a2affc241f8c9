import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CPU_PRESET } from "../training/config.ts";
import { DivergedError } from "../training/trainer.ts";
import { train } from "./train.ts";

const TINY = { ...CPU_PRESET, size: 16, width: 4, blocks: 1, batch: 1, steps: 3 };

describe("train", () => {
  let folder = "";
  let written = "";
  const write = (text: string) => void (written += text);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "style-train-"));
    written = "";
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("writes no checkpoint when training diverges, and ends the line", async () => {
    const output = { isTTY: true, write };
    const path = join(folder, "new", "a.safetensors");
    await assertRejects(
      () => train({ ...TINY, learningRate: 1e38 }, { path, output }),
      DivergedError,
      "loss of step 2 is",
    );
    assertEquals(await readdir(folder), []);
    assertEquals(written.endsWith("\n"), true);
  });

  it("writes no checkpoint when the last step leaves no numbers behind", async () => {
    const path = join(folder, "a.safetensors");
    await assertRejects(
      () => train({ ...TINY, steps: 1, learningRate: 1e38 }, { path, output: { write } }),
      DivergedError,
      "held-out L1 is NaN after training",
    );
    assertEquals(await readdir(folder), []);
  });

  it("says nothing before it knows that it can write", async () => {
    const output = { write };
    await assertRejects(() => train(TINY, { path: folder, output }), Error, "it is a folder");
    assertEquals(written, "");
  });

  it("returns what it says", async () => {
    const path = join(folder, "a.safetensors");
    const { before, after } = await train(TINY, { path, output: { write } });
    assertStringIncludes(written, `before training: ${before.toFixed(4)}\n`);
    assertStringIncludes(written, `after training: ${after.toFixed(4)}\nwrote ${path}\n`);
    assertEquals(await readdir(folder), ["a.safetensors"]);
  });
});
