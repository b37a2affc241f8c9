import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Measurements, Result } from "./_experiment.ts";
import { CONV_CASES, formatGeometry, operations, outputShape } from "./conv_cases.ts";
import { convExperiment, convTargets, convView } from "./conv_experiment.ts";

const NET = "3×3 64→64 on 4×64×64";

function find(id: string): (typeof CONV_CASES)[number] {
  return CONV_CASES.find((one) => one.id === id)!;
}

describe("conv cases", () => {
  it("have every shape in three passes, each once, and the report shows all", () => {
    const ids = CONV_CASES.map(({ id }) => id);
    assertEquals(new Set(ids).size, ids.length);
    assertEquals(ids[0], `forward ${NET}`);
    const shown = convView().sections.flatMap(({ columns }) => columns.map((one) => one.case));
    assertEquals(shown, ids);
  });

  it("count outputs and operations", () => {
    assertEquals(outputShape(find("dx 3×3 12→24 stride 2 on 4×64×64")), [4, 32, 32, 24]);
    assertEquals(operations(find(`dw ${NET}`)), 2 * 4 * 64 * 64 * 64 * 9 * 64);
    assertEquals(formatGeometry(find(`dw ${NET}`)), NET);
  });
});

describe("the conv experiment", () => {
  const { contenders, payload, leftOut } = convExperiment();
  const spec = (id: string) => contenders.find((one) => one.id === id)!;

  it("has an id for each contender, ours with one thread and two, without relaxed SIMD and with", () => {
    const ids = contenders.map(({ id }) => id);
    assertEquals(new Set(ids).size, ids.length);
    const ours = ["evenkeel-1", "evenkeel-2", "evenkeel-1-relaxed", "evenkeel-2-relaxed"];
    assertEquals(ids.slice(0, 6), [...ours, "tfjs-cpu", "tfjs-wasm"]);
    assertEquals(convExperiment({ only: ["wasm"], shapes: ["9×9"] }).cases.length, 3);
  });

  it("sends a model to those who run one, for what they can run", () => {
    const one = find("forward 5×5 3→12 on 4×64×64");
    assert("model" in payload!(spec("ort-node-1"), one)!);
    assert(!("model" in payload!(spec("ort-node-1"), { ...one, pass: "dw" })!));
    assert(!("model" in payload!(spec("torch-1"), one)!));
  });

  it("spares the impatient what takes minutes", () => {
    assert(leftOut!(spec("tfjs-cpu"), find(`dw ${NET}`))!.includes("--patient"));
    assertEquals(leftOut!(spec("tfjs-cpu"), find(`dx ${NET}`)), undefined);
    assertEquals(leftOut!(spec("tfjs-wasm"), find(`dw ${NET}`)), undefined);
    const { leftOut: none } = convExperiment({ patient: true });
    assertEquals(none!(spec("tfjs-cpu"), find(`dw ${NET}`)), undefined);
  });

  it("judges by the first shape, and by the worst of our errors", () => {
    const result = (contender: string, ms: number, probeError: number): Result => ({
      case: `forward ${NET}`,
      contender,
      summary: { median: ms, quartiles: [ms, ms], samples: 3 },
      probeError,
    });
    const measurements: Measurements = {
      experiment: "conv",
      machine: {},
      timing: { rounds: 1, sampleMs: 1, budgetMs: 1 },
      participants: [{ id: "torch-last-1", name: "", version: "PyTorch 1.13.0" }],
      results: [
        result("evenkeel-1", 10, 1e-6),
        result("evenkeel-2", 5, 2e-5),
        result("tfjs-wasm", 24, 0.5),
        result("torch-last-1", 6, 0),
      ],
    };
    const verdicts = convTargets(measurements).filter(({ met }) => met !== undefined)
      .map(({ text, met }) => [text, met]);
    assertEquals(verdicts, [
      ["forward, against tfjs wasm", false],
      ["forward, against PyTorch 1.13", true],
      ["forward, two threads against one", true],
      ["largest difference of ours from float64", false],
    ]);
  });
});
