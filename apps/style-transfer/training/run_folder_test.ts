import { assertEquals, assertRejects } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TrainingFile } from "../checkpoint/training_file.ts";
import { CPU_PRESET, type TrainingConfig } from "./config.ts";
import { RunFolder } from "./run_folder.ts";
import { createTraining } from "./training_state.ts";

const TINY: TrainingConfig = { ...CPU_PRESET, size: 16, width: 4, blocks: 1, batch: 1, steps: 1 };

describe("RunFolder", () => {
  let folder: RunFolder;
  beforeEach(async () => {
    folder = new RunFolder(await mkdtemp(join(tmpdir(), "run-folder-")));
  });
  afterEach(async () => await rm(folder.path, { recursive: true }));

  const fresh = (): TrainingFile => ({ config: TINY, data: {}, state: createTraining(TINY) });

  it("says where the run stands only once the generator is there", async () => {
    await mkdir(join(folder.file("generator.safetensors"), "in the way"), { recursive: true });
    await assertRejects(() => folder.save(fresh()), Error, "generator.safetensors");
    assertEquals(await folder.exists(), false);
    await rm(folder.file("generator.safetensors"), { recursive: true });
    await folder.save(fresh());
    const names = (await readdir(folder.path)).sort();
    assertEquals(names, ["generator.safetensors", "training.safetensors"]);
  });

  it("has the record of what is saved alone", async () => {
    for (const step of [0, 2]) await folder.report({ step, seconds: step, scores: { swd: 1 } });
    await folder.save(fresh());
    const steps = async () => (await folder.reportsUntil(9)).map(({ step }) => step);
    assertEquals(await steps(), [0, 2]);
    await rm(folder.file("training.safetensors"));
    assertEquals(await steps(), []);
    await folder.save(fresh());
    assertEquals(await steps(), [], "gone from the file, too");
  });
});
