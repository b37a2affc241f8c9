import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { CPU_PRESET } from "../../apps/style-transfer/training/config.ts";
import type { Measurements, Result } from "./_experiment.ts";
import { formatReport } from "./_report.ts";
import { stepPayload } from "./_step_payload.ts";
import { BATCHES, PRESET_ID, STEP_CASES, stepId } from "./step_cases.ts";
import { stepExperiment, stepTargets, stepView } from "./step_experiment.ts";

const PRESET = STEP_CASES[0]!;

function result(one: string, contender: string, ms: number): Result {
  const summary = { median: ms, quartiles: [ms, ms], samples: 3 } as const;
  return { case: one, contender, summary, probeError: 0.5 };
}

function measurements(results: Result[]): Measurements {
  const ids = new Set(results.map(({ contender }) => contender));
  return {
    experiment: "step",
    machine: {},
    timing: { rounds: 1, sampleMs: 1, budgetMs: 1 },
    participants: [...ids].map((id) => ({ id, name: id, version: "PyTorch 1.13.0" })),
    results,
  };
}

const BATCH_RESULTS = BATCHES.map((n) =>
  result(stepId("train", CPU_PRESET.size, n), "evenkeel-2", 2 + n)
);

describe("step cases", () => {
  it("begin with the app's preset, at a learning rate that stays", () => {
    const { id, op: _op, pass, steps: _steps, seed: _seed, ...config } = PRESET;
    const { steps: _presetSteps, seed: _presetSeed, ...preset } = CPU_PRESET;
    assertEquals([id, pass, config], [PRESET_ID, "train", preset]);
    assert(PRESET.steps > 100_000);
  });

  it("are each there once, and the report shows every training", () => {
    const ids = STEP_CASES.map(({ id }) => id);
    assertEquals(new Set(ids).size, ids.length);
    const shown = new Set(
      stepView().sections.flatMap(({ columns }) => columns.map((one) => one.case)),
    );
    assertEquals(ids.filter((id) => !shown.has(id)), [stepId("draw", 64, 4)]);
  });
});

describe("the step experiment", () => {
  const { contenders, payload, leftOut } = stepExperiment();
  const spec = (id: string) => contenders.find((one) => one.id === id)!;
  const why = (id: string, one = PRESET) => leftOut!(spec(id), one);

  it("sends weights and pictures to those who do not make them", () => {
    assertEquals(payload!(spec("tfjs-wasm"), PRESET), undefined);
    assert("generator" in payload!(spec("torch-1"), PRESET)!);
    const { content, generator, spectral } = stepPayload({ ...PRESET, size: 16, batch: 2 });
    assertEquals(content.shape, [2, 16, 16, 3]);
    assertEquals(atob(content.base64).length, 4 * 2 * 16 * 16 * 3);
    assertEquals(generator["enter.kernel"]!.shape, [5, 5, 3, CPU_PRESET.width]);
    assertEquals(Object.keys(spectral), ["look1", "look2", "look3", "judge"]);
  });

  it("draws once, and spares the impatient what takes minutes", () => {
    const draw = STEP_CASES.find(({ pass }) => pass === "draw")!;
    assertEquals([why("evenkeel-1", draw), why("evenkeel-2"), why("tfjs-wasm")], [
      undefined,
      undefined,
      undefined,
    ]);
    assert(why("torch-1", draw)!.includes("ours draws"));
    assert(why("tfjs-cpu")!.includes("--patient"));
    const patient = stepExperiment({ patient: true });
    assertEquals(patient.leftOut!(spec("tfjs-cpu"), PRESET), undefined);
    assert(
      patient.leftOut!(spec("tfjs-cpu"), { ...PRESET, id: "another" })!.includes("preset only"),
    );
  });
});

describe("the step report", () => {
  it("holds times against a line, and shows it", () => {
    const text = "two threads, time against pictures in a batch: largest distance from a line";
    const verdict = (results: Result[]) =>
      stepTargets(measurements(results)).find((target) => target.text === text)!;
    assertEquals(verdict(BATCH_RESULTS).met, true);
    assertEquals(verdict(BATCH_RESULTS.slice(0, 2)).met, undefined);
    const bent = [result(stepId("train", CPU_PRESET.size, 1), "evenkeel-2", 20)];
    assertEquals(verdict([...bent, ...BATCH_RESULTS.slice(1)]).met, false);
    assertEquals(Object.keys(stepView().files!(BATCH_RESULTS)), ["step_batch.svg"]);
    const report = formatReport(measurements(BATCH_RESULTS), stepView());
    assert(report.includes("](step_batch.svg)") && !report.includes("](step_pixels.svg)"));
  });

  it("judges the preset with two threads", () => {
    const results = [
      result(PRESET_ID, "evenkeel-2", 10),
      result(PRESET_ID, "tfjs-wasm", 39),
      result(PRESET_ID, "tfjs-cpu", 600),
      result(PRESET_ID, "torch-2", 7),
      result(PRESET_ID, "torch-last-2", 4),
    ];
    const found = stepTargets(measurements(results)).slice(0, 3).map(({ met }) => met);
    assertEquals(found, [false, true, false]);
  });

  it("puts the time of drawing beside that of training", () => {
    const results = [
      result(stepId("draw", CPU_PRESET.size, CPU_PRESET.batch), "evenkeel-1", 10),
      result(PRESET_ID, "evenkeel-1", 40),
      result(PRESET_ID, "tfjs-wasm", 90),
    ];
    const report = formatReport(measurements(results), stepView());
    assert(report.includes("| Evenkeel, 1 thread | 10.0 | 40.0 | 50.0 | 80.0 |"), report);
    assert(report.includes("| `tfjs-wasm` | 5.0e-1 |"));
  });
});
