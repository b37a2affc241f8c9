import { assertEquals, assertRejects } from "@std/assert";
import { after, before, describe, it } from "@std/testing/bdd";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contentPicture } from "../data/procedural.ts";
import { proceduralSources } from "../data/picture_source.ts";
import { startBackend } from "./backend.ts";
import { CPU_PRESET, type TrainingConfig } from "./config.ts";
import { proceduralHeldOut } from "./held_out.ts";
import type { OpenData } from "./open_data.ts";
import { type RunOptions, runTraining } from "./run.ts";
import { type Report, RunFolder } from "./run_folder.ts";
import { DivergedError } from "./trainer.ts";
import { createTraining } from "./training_state.ts";

const TINY: TrainingConfig = { ...CPU_PRESET, size: 16, width: 4, blocks: 1, batch: 1, steps: 6 };

function listener(): Pick<RunOptions, "signal" | "onStep" | "onReport" | "onSetback"> {
  const { signal } = new AbortController();
  return { signal, onStep: () => {}, onReport: () => {}, onSetback: () => {} };
}

/** Scenes, of which one step's are no numbers, so many times. */
function faultyData(step: number, times: number): OpenData {
  const sources = proceduralSources(16);
  let left = times;
  const draw = (seed: number, index: number) => {
    const picture = contentPicture(seed, index, 16);
    if (index !== step || left-- <= 0) return picture;
    return { ...picture, pixels: picture.pixels.map(() => NaN) };
  };
  const heldOut = proceduralHeldOut({ size: 16, count: 2 });
  return { styles: [{ sources: { ...sources, content: { draw } }, heldOut }], skipped: [] };
}

describe("runTraining", () => {
  let root = "";
  before(async () => {
    await startBackend();
    root = await mkdtemp(join(tmpdir(), "run-"));
  });
  after(async () => await rm(root, { recursive: true }));

  const run = (name: string, data: OpenData) => {
    const folder = new RunFolder(join(root, name));
    const setbacks: number[] = [];
    const steps: number[] = [];
    const ended = runTraining({ config: TINY, data: {}, state: createTraining(TINY) }, {
      data,
      folder,
      reportEvery: 2,
      signal: new AbortController().signal,
      onStep: (step) => steps.push(step),
      onReport: () => {},
      onSetback: (step) => setbacks.push(step),
    });
    return { ended, folder, setbacks, steps };
  };

  it("goes back to the last save when a loss is no number, and on from there", async () => {
    const { ended, folder, setbacks, steps } = run("once", faultyData(3, 1));
    assertEquals(await ended, 6);
    assertEquals(setbacks, [2]);
    assertEquals(steps, [1, 2, 3, 3, 4, 5, 6]);
    const { state } = await folder.load();
    assertEquals([state.step, state.setbacks], [6, 1]);
    const reports = await folder.reportsUntil(6);
    assertEquals(reports.map(({ step }) => step), [0, 2, 4, 6]);
  });

  it("goes back to the state of a save, and stays on the backend that it is on", async () => {
    const folder = new RunFolder(join(root, "moved"));
    const controller = new AbortController();
    const options = { ...listener(), data: faultyData(3, 1), folder, reportEvery: 2 };
    const start = { config: TINY, data: {}, backend: "wasm", state: createTraining(TINY) };
    const onReport = ({ step }: Report) => void (step === 2 && controller.abort());
    await runTraining(start, { ...options, signal: controller.signal, onReport });
    assertEquals((await folder.load()).backend, "wasm");
    await runTraining({ ...await folder.load(), backend: "evenkeel" }, options);
    const { backend, state } = await folder.load();
    assertEquals([backend, state.step, state.setbacks], ["evenkeel", 6, 1]);
  });

  it("gives up after the third setback, and keeps the last save", async () => {
    const { ended, folder, setbacks } = run("always", faultyData(3, Infinity));
    await assertRejects(() => ended, DivergedError, "loss of step 4 is NaN");
    assertEquals(setbacks, [2, 2, 2]);
    const { state } = await folder.load();
    assertEquals([state.step, state.setbacks], [2, 3]);
  });

  it("ends when its patience does, keeps the best, and goes on only with more", async () => {
    // With a learning rate near zero nothing is gained.
    const config = { ...TINY, learningRate: 1e-9 };
    const folder = new RunFolder(join(root, "plateau"));
    const options = { ...listener(), data: faultyData(9, 0), folder, reportEvery: 1 };
    const start = { config, data: {}, state: createTraining(config) };
    assertEquals(await runTraining(start, { ...options, patience: 3 }), 3);
    assertEquals((await folder.load()).state.step, 3);
    assertEquals((await stat(folder.file("best.safetensors"))).isFile(), true);
    assertEquals(await runTraining(await folder.load(), { ...options, patience: 3 }), 3);
    assertEquals(await runTraining(await folder.load(), { ...options, patience: 5 }), 5);
    assertEquals(await runTraining(await folder.load(), options), 6);
  });

  it("paints with averaged weights whose statistics are of those weights", async () => {
    const config: TrainingConfig = { ...TINY, norm: "batch", average: 0.5, steps: 2 };
    const folder = new RunFolder(join(root, "average"));
    const start = { config, data: {}, state: createTraining(config) };
    const listener = { onStep: () => {}, onReport: () => {}, onSetback: () => {} };
    const signal = new AbortController().signal;
    await runTraining(start, {
      data: faultyData(9, 0),
      folder,
      reportEvery: 2,
      signal,
      ...listener,
    });
    const { state } = await folder.load();
    const [trained, average] = [state.generator.weights, state.average!].map((weights) =>
      weights.get("enter.running_variance")!.values
    );
    // After two steps the trained ones remember a tenth of what they saw; the average knows all.
    const rest = 0.95 ** 2;
    average!.forEach((v, i) => assertEquals(Math.abs(trained![i]! - rest) < 0.2 * v + 0.05, true));
    assertEquals([...average!].every((v) => v !== 1), true);
  });
});
