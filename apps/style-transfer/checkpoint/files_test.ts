import { assertEquals, assertRejects } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { INK_PAIR } from "../commands/shipped.ts";
import { Random } from "../data/random.ts";
import { createGenerator } from "../model/generator.ts";
import { CPU_PRESET } from "../training/config.ts";
import { type Checkpoint, CheckpointError } from "./checkpoint.ts";
import { readCheckpoint, writeCheckpoint } from "./files.ts";

function sample(seed: number): Checkpoint {
  const generator = {
    architecture: "residual",
    enlargement: "nearest",
    norm: "batch",
    width: 4,
    blocks: 1,
  } as const;
  return {
    generator,
    weights: createGenerator(generator, new Random(seed)),
    training: { ...CPU_PRESET, ...generator, seed },
    step: 1,
  };
}

describe("checkpoint files", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "checkpoint-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("come back as they were, also over an older one", async () => {
    const path = join(folder, "new", "a.safetensors");
    for (const seed of [1, 2]) {
      await writeCheckpoint(path, sample(seed));
      assertEquals(await readCheckpoint(path), sample(seed));
    }
    assertEquals(await readdir(join(folder, "new")), ["a.safetensors"]);
  });

  it("are not there when they could not be written", async () => {
    await writeFile(join(folder, "file"), "");
    for (const path of [join(folder, "file", "a"), folder]) {
      await assertRejects(
        () => writeCheckpoint(path, sample(1)),
        Error,
        `cannot write ${path}: `,
      );
    }
    assertEquals(await readdir(folder), ["file"]);
  });

  it("keep the old one when the new one cannot be encoded", async () => {
    const path = join(folder, "a.safetensors");
    await writeCheckpoint(path, sample(1));
    const wrong = sample(2);
    wrong.weights.set("enter.beta", { shape: [4], values: new Float32Array(5) });
    await assertRejects(() => writeCheckpoint(path, wrong), RangeError, "must have 4 elements");
    assertEquals(await readCheckpoint(path), sample(1));
  });

  it("are refused by name when they are missing, a folder, or cut short", async () => {
    const missing = join(folder, "missing");
    await assertRejects(
      () => readCheckpoint(missing),
      CheckpointError,
      `cannot read checkpoint ${missing}: no such file`,
    );
    await assertRejects(() => readCheckpoint(folder), CheckpointError, "it is a folder");
    const half = join(folder, "half");
    const bytes = await readFile(INK_PAIR[0]!.path);
    await writeFile(half, bytes.subarray(0, bytes.length - 1));
    await assertRejects(
      () => readCheckpoint(half),
      CheckpointError,
      `cannot read checkpoint ${half}: `,
    );
  });

  it("ship in a pair that differs in the norm alone", async () => {
    const [a, b] = await Promise.all(INK_PAIR.map(({ path }) => readCheckpoint(path)));
    assertEquals(INK_PAIR.map(({ norm }) => norm), [a!, b!].map((c) => c.training.norm));
    assertEquals({ ...a!.training, norm: "" }, { ...b!.training, norm: "" });
    assertEquals({ ...a!.generator, norm: "" }, { ...b!.generator, norm: "" });
    assertEquals([a!.step, b!.step], [a!.training.steps, b!.training.steps]);
  });
});
