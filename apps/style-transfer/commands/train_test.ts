import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { Buffer } from "node:buffer";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CheckpointError } from "../checkpoint/checkpoint.ts";
import { decodeTraining, encodeTraining } from "../checkpoint/training_file.ts";
import type { BackendChoice } from "../training/backend_names.ts";
import { CPU_PRESET, type TrainingConfig } from "../training/config.ts";
import { DivergedError } from "../training/trainer.ts";
import { train } from "./train.ts";
import { UsageError } from "./usage_error.ts";

const TINY: TrainingConfig = { ...CPU_PRESET, size: 16, width: 4, blocks: 1, batch: 1, steps: 6 };

describe("train", () => {
  let folder = "";
  let written = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "style-train-"));
    written = "";
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  /** Trains in a folder of that name; stops as soon as something that includes `stopAt` is said. */
  const call = (
    name: string,
    { config = TINY, resume = false, backend, stopAt }: {
      readonly config?: TrainingConfig;
      readonly resume?: boolean;
      readonly backend?: BackendChoice;
      readonly stopAt?: string;
    } = {},
  ): Promise<boolean> => {
    const controller = new AbortController();
    const write = (text: string) => {
      written += text;
      if (stopAt !== undefined && text.includes(stopAt)) controller.abort();
    };
    const options = { config, data: {}, run: join(folder, name), resume, reportEvery: 2, backend };
    return train(options, { output: { isTTY: true, write }, signal: controller.signal });
  };
  const bytes = (run: string, name: string) => readFile(join(folder, run, name));

  it("keeps its samples, its record, its best generator, and where it stands", async () => {
    assert(await call("a"));
    const names = await readdir(join(folder, "a"));
    assertEquals(names.map((name) => name.replace(/\.\d+\./, ".TIME.")).sort(), [
      "best.safetensors",
      "events.out.tfevents.TIME.evenkeel",
      "generator.safetensors",
      "metrics.jsonl",
      "report.html",
      "samples",
      "training.safetensors",
    ]);
    const samples = ["000000.png", "000002.png", "000004.png", "000006.png"];
    assertEquals((await readdir(join(folder, "a", "samples"))).sort(), samples);
    const reports = (await bytes("a", "metrics.jsonl")).toString().trim().split("\n")
      .map((line) => JSON.parse(line));
    assertEquals(reports.map(({ step }) => step), [0, 2, 4, 6]);
  });

  it("stopped anywhere and resumed, ends with the very bytes of a run that never stopped", async () => {
    assert(await call("straight"));
    for (const stopAt of ["step 1/6", "step 2/6", "step 5/6"]) {
      assertEquals(await call(stopAt.slice(0, 6), { stopAt }), false);
      assertStringIncludes(written, `stopped and saved at ${stopAt.slice(0, 6)};`);
      assert(await call(stopAt.slice(0, 6), { resume: true }));
      for (const name of ["training.safetensors", "generator.safetensors"]) {
        assertEquals(await bytes(stopAt.slice(0, 6), name), await bytes("straight", name), name);
      }
    }
  });

  it("resumes on the backend that it began on, or says that it does not", async () => {
    assert(await call("straight", { backend: "wasm" }));
    for (const name of ["a", "b"]) await call(name, { backend: "wasm", stopAt: "step 2/6" });
    written = "";
    assert(await call("a", { resume: true, backend: "auto" }));
    assertStringIncludes(written, "wasm: as before\n");
    const name = "training.safetensors";
    assertEquals(await bytes("a", name), await bytes("straight", name));
    written = "";
    assert(await call("b", { resume: true, backend: "cpu" }));
    assertStringIncludes(
      written,
      "the steps so far were done on wasm: the last bits will differ\n",
    );
  });

  it("resumes a run of an older version on evenkeel: there was no other backend then", async () => {
    await call("a", { stopAt: "step 2/6" });
    const path = join(folder, "a", "training.safetensors");
    const { backend: _, ...older } = decodeTraining(await readFile(path), path);
    await writeFile(path, encodeTraining(older));
    written = "";
    assert(await call("a", { resume: true, backend: "auto" }));
    assertMatch(written, /^evenkeel \(\d+ threads?\): as before$/m);
  });

  it("killed before its first save, leaves nothing to a run of other options", async () => {
    const metrics = join(folder, "a", "metrics.jsonl");
    await mkdir(join(folder, "a"));
    await writeFile(metrics, `${JSON.stringify({ step: 0, seconds: 1, scores: { swd: 1e-9 } })}\n`);
    await call("a", { stopAt: "step 0:" });
    assertEquals((await readFile(metrics, "utf8")).match(/"step":0,/g), ['"step":0,']);
    assert(!(await readFile(metrics, "utf8")).includes("1e-9"));
    assert((await readdir(join(folder, "a"))).includes("training.safetensors"));
  });

  it("killed between two saves, does the lost steps again", async () => {
    await call("straight");
    await call("killed", { stopAt: "step 4/6" });
    const state = await bytes("killed", "training.safetensors");
    const record = await bytes("killed", "metrics.jsonl");
    await call("killed", { resume: true });
    const name = (file: string) => join(folder, "killed", file);
    // As if it had been killed while it was adding a line to its record.
    await writeFile(name("training.safetensors"), state);
    const more = (await bytes("killed", "metrics.jsonl")).subarray(record.length);
    await writeFile(name("metrics.jsonl"), Buffer.concat([record, more, more.subarray(0, 9)]));
    await call("killed", { resume: true });
    const end = "training.safetensors";
    assertEquals(await bytes("killed", end), await bytes("straight", end));
    const steps = (await bytes("killed", "metrics.jsonl")).toString().trim().split("\n")
      .map((line) => JSON.parse(line).step);
    assertEquals(steps, [0, 2, 4, 6]);
  });

  it("keeps the last save when training diverges, and ends the line", async () => {
    const config = { ...TINY, learningRate: 1e38 };
    await assertRejects(() => call("a", { config }), DivergedError, "of step 2 is");
    assertEquals(written.endsWith("\n"), true);
    const before = await bytes("a", "training.safetensors");
    await assertRejects(() => call("a", { resume: true }), DivergedError);
    assertEquals(await bytes("a", "training.safetensors"), before);
  });

  it("says nothing before it knows that it can write", async () => {
    await writeFile(join(folder, "file"), "");
    await assertRejects(() => call("file"), Error, "cannot write");
    assertEquals(written, "");
  });

  it("neither writes over a run nor resumes a damaged one", async () => {
    await call("a", { config: { ...TINY, steps: 1 } });
    await assertRejects(() => call("a"), UsageError, "holds a run already");
    const path = join(folder, "a", "training.safetensors");
    await writeFile(path, (await readFile(path)).subarray(0, 1000));
    await assertRejects(() => call("a", { resume: true }), CheckpointError, "cannot read");
    await assertRejects(() => call("b", { resume: true }), CheckpointError, "there is no training");
  });
});
