import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { arraysMoved, memoryShape, NORM_CASES } from "./cases.ts";
import { listContenders, listPythons } from "./contenders.ts";
import { parseBenchOptions } from "./main.ts";
import { convExperiment } from "./conv_experiment.ts";
import { normExperiment, normView } from "./norm_experiment.ts";
import { stepExperiment } from "./step_experiment.ts";

describe("parseBenchOptions", () => {
  it("has defaults, and fewer rounds and shapes for the hasty", () => {
    assertEquals(parseBenchOptions([]).rounds, 15);
    assertEquals(parseBenchOptions([]).shapes, undefined);
    assertEquals(parseBenchOptions(["--quick"]).rounds, 3);
    assertEquals(parseBenchOptions(["--quick"]).shapes, ["4×64×64×64"]);
    assertEquals(parseBenchOptions(["--quick", "--rounds", "9", "--shapes", "batch"]).rounds, 9);
  });

  it("reads lists, with x for ×", () => {
    const options = parseBenchOptions(["--only", "simd,torch", "--shapes", "1x3x4096x4096,batch"]);
    assertEquals(options.only, ["simd", "torch"]);
    assertEquals(options.shapes, ["1×3×4096×4096", "batch"]);
  });

  it("takes an experiment's name, the norms' if there is none", () => {
    assertEquals(parseBenchOptions(["norm"]), parseBenchOptions([]));
    assertEquals(parseBenchOptions(["conv", "--quick"]).shapes, ["3×3 64→64"]);
    assertEquals(parseBenchOptions(["step"]).out, "scripts/bench/step_report.md");
    assertThrows(() => parseBenchOptions(["waltz"]), RangeError, "got waltz");
  });

  it("takes further Pythons, one by one", () => {
    assertEquals(parseBenchOptions(["--python", "a", "--python", "b"]).pythons, ["a", "b"]);
    assertEquals(parseBenchOptions([]).pythons, undefined);
  });

  it("takes samples of several training steps, after a hundred of them in the first case", () => {
    const { sampleMs, firstWarmUpMs } = parseBenchOptions(["step"]);
    assertEquals([sampleMs, firstWarmUpMs], [400, 12_000]);
    const norms = parseBenchOptions([]);
    assertEquals([norms.sampleMs, norms.firstWarmUpMs], [40, undefined]);
  });

  it("waits for a quiet host only if it is told how long", () => {
    const waits = [[], ["--wait", "0"], ["--wait", "2.5"]].map((args) => parseBenchOptions(args));
    assertEquals(waits.map(({ waitMs }) => waitMs), [0, 0, 2500]);
  });

  it("refuses what is no number", () => {
    assertThrows(() => parseBenchOptions(["--rounds", "many"]), RangeError, "got many");
    assertThrows(() => parseBenchOptions(["--budget", "0"]), RangeError, "--budget");
    assertThrows(() => parseBenchOptions(["--wait", "soon"]), RangeError, "--wait");
  });
});

describe("the norm experiment", () => {
  it("has every shape in both layouts and passes, each case once", () => {
    assertEquals(NORM_CASES.length, 2 * 2 * (5 + 6));
    assertEquals(new Set(NORM_CASES.map(({ id }) => id)).size, NORM_CASES.length);
    const shown = normView().sections.flatMap(({ columns }) =>
      columns.map((column) => column.case)
    );
    assertEquals(shown.toSorted(), NORM_CASES.map(({ id }) => id).toSorted());
  });

  it("lays channels where the layout says", () => {
    const sizes = [1, 2, 3, 4] as const;
    assertEquals(memoryShape({ sizes, layout: "channels-last" }), [1, 3, 4, 2]);
    assertEquals(memoryShape({ sizes, layout: "channels-first" }), [1, 2, 3, 4]);
    assertEquals([arraysMoved(NORM_CASES[0]!), arraysMoved(NORM_CASES[10]!)], [2, 5]);
  });

  it("takes part of it", () => {
    const { cases, contenders } = normExperiment({ only: ["scalar"], shapes: ["512"] });
    assertEquals(contenders.map(({ id }) => id), ["evenkeel-scalar"]);
    assertEquals(cases.length, 4);
  });

  it("leaves tfjs cpu out of large arrays, unless one is patient", () => {
    const tfjs = listContenders().find(({ id }) => id === "tfjs-cpu")!;
    const large = NORM_CASES.find(({ sizes }) => sizes[2] === 4096)!;
    const { leftOut } = normExperiment();
    assertEquals(leftOut!(tfjs, NORM_CASES[0]!), undefined);
    assertEquals(leftOut!(tfjs, large)?.includes("--patient"), true);
    assertEquals(normExperiment({ patient: true }).leftOut!(tfjs, large), undefined);
  });

  it("sends models to those who want them", () => {
    const { payload, cases } = normExperiment();
    const ort = listContenders().find(({ id }) => id === "ort-node-1")!;
    const ours = listContenders().find(({ id }) => id === "evenkeel-scalar")!;
    assert("model" in payload!(ort, cases[0]!)!);
    assertEquals(payload!(ours, cases[0]!), undefined);
  });
});

describe("listContenders", () => {
  it("has an id for each", () => {
    const ids = listContenders().map(({ id }) => id);
    assertEquals(new Set(ids).size, ids.length);
  });

  it("adds the Pythons that the environment names", () => {
    assertEquals(listPythons([], "/a/python:/b/python"), [
      "/usr/bin/python3",
      "/a/python",
      "/b/python",
    ]);
    assertEquals(listPythons([], undefined), listPythons());
  });

  it("adds those that the command line names, in every experiment, each once", () => {
    assertEquals(listPythons(["/b/python", "/c/python"], "/b/python"), [
      "/usr/bin/python3",
      "/b/python",
      "/c/python",
    ]);
    for (const experiment of [normExperiment, convExperiment, stepExperiment]) {
      const { contenders } = experiment({ pythons: ["/c/python"] });
      const added = contenders.filter(({ command }) => command[0] === "/c/python");
      assertEquals(new Set(added.map(({ options }) => options["threads"])), new Set([1, 2]));
      const ids = contenders.map(({ id }) => id);
      assertEquals(new Set(ids).size, ids.length);
    }
  });
});
