import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ROOT } from "../_source_files.ts";
import { adapterInputs, adapterReference } from "./_adapter_reference.ts";
import { type Measurements, type Result, runExperiment } from "./_experiment.ts";
import { fakeContender } from "./_fake_contender.ts";
import { formatReport } from "./_report.ts";
import { ADAPTER_CASES, vectorSizes } from "./adapter_cases.ts";
import { adapterExperiment, adapterTargets, adapterView } from "./adapter_experiment.ts";
import { arrayBytes, memoryShape } from "./cases.ts";

const [BATCH, INSTANCE, GROUP] = ADAPTER_CASES as [Case, Case, Case];
type Case = (typeof ADAPTER_CASES)[number];
const ARRAY_BYTES = arrayBytes(BATCH);

function result(contender: string, ms: number, more: Partial<Result> = {}): Result {
  const summary = { median: ms, quartiles: [ms, ms], samples: 3 } as const;
  return { case: BATCH.id, contender, summary, ...more };
}

function measurements(results: Result[]): Measurements {
  return {
    experiment: "adapter",
    machine: {},
    timing: { rounds: 1, sampleMs: 1, budgetMs: 1 },
    participants: [...new Set(results.map(({ contender }) => contender))]
      .map((id) => ({ id, name: id, version: "" })),
    results,
  };
}

describe("adapter cases", () => {
  it("are three norms on one shape, and the report shows each once", () => {
    assertEquals(ADAPTER_CASES.map(({ op }) => op), ["batch", "instance", "group"]);
    assertEquals(BATCH.id, "batch 8×64×64×32");
    assertEquals(memoryShape(BATCH), [8, 64, 64, 32]);
    const shown = adapterView().sections.flatMap(({ columns }) => columns.map((one) => one.case));
    assertEquals(shown, ADAPTER_CASES.map(({ id }) => id));
  });

  it("count what they have one of", () => {
    assertEquals(vectorSizes(BATCH), { statistics: 32, affines: 32 });
    assertEquals(vectorSizes(INSTANCE), { statistics: 8 * 32, affines: 32 });
    assertEquals(vectorSizes(GROUP), { statistics: 8 * GROUP.groups, affines: 32 });
  });
});

describe("adapterReference", () => {
  it("normalizes over samples and positions, and adds up the gradient of beta", () => {
    const small = { ...BATCH, sizes: [2, 2, 3, 1] } as const;
    const { x, dy, gamma, beta } = adapterInputs(small);
    const { y, dbeta } = adapterReference(small);
    const channel = [...x].filter((_, i) => i % 2 === 0);
    const mean = channel.reduce((a, b) => a + b) / channel.length;
    const variance = channel.reduce((a, b) => a + (b - mean) ** 2, 0) / channel.length;
    const expected = (x[0]! - mean) / Math.sqrt(variance + 1e-5) * gamma[0]! + beta[0]!;
    assertAlmostEquals(y![0]!, expected, 1e-12);
    const sum = [...dy].filter((_, i) => i % 2 === 0).reduce((a, b) => a + b);
    assertAlmostEquals(dbeta![0]!, sum, 1e-12);
  });
});

describe("the adapter experiment", () => {
  it("has ours and stock on each backend of stock, and ours with one thread and two", () => {
    const ids = adapterExperiment().contenders.map(({ id }) => id);
    assertEquals(new Set(ids).size, ids.length);
    assertEquals(ids.slice(0, 3), ["copy", "evenkeel-1", "evenkeel-2"]);
    for (const backend of ["wasm", "cpu", "webgpu"]) {
      assert(ids.includes(`${backend}-adapter`) && ids.includes(`${backend}-stock`));
    }
    const { contenders, cases } = adapterExperiment({ only: ["wasm"], shapes: ["group"] });
    assertEquals([contenders.length, cases.length], [2, 1]);
  });

  it("holds contenders against float64, and keeps what they cost", async () => {
    const answer = (id: string, y: string, facts: string) =>
      fakeContender(
        id,
        `{
          start: () => "1",
          prepare: () => ({ run() {}, probe: () => ({ y: ${y} }), ${facts} release() {} }),
        }`,
      );
    const expected = adapterReference(BATCH)["y"]!;
    const experiment = {
      ...adapterExperiment({ shapes: ["batch"] }),
      contenders: [
        answer("evenkeel-1", JSON.stringify(expected), "facts: () => ({ kernels: 2 }),"),
        answer("wasm-stock", JSON.stringify(expected.map((value) => 2 * value!)), ""),
      ],
    };
    const { results } = await runExperiment(experiment, {
      root: ROOT,
      machine: {},
      log: () => {},
      rounds: 1,
      sampleMs: 0.01,
      budgetMs: 60_000,
    });
    const found = results.map(({ contender, probeError, facts }) => [contender, probeError, facts]);
    assertEquals(found, [["evenkeel-1", 0, { kernels: 2 }], ["wasm-stock", 1, undefined]]);
  });
});

describe("the adapter report", () => {
  it("judges times by batch norm", () => {
    const results = [
      result("evenkeel-2", 1),
      result("wasm-adapter", 4),
      result("cpu-adapter", 3),
      result("wasm-stock", 15),
      result("cpu-stock", 181),
    ];
    const found = adapterTargets(measurements(results)).slice(0, 4).map(({ met }) => met);
    assertEquals(found, [true, false, true, undefined]);
  });

  it("judges kernels, memory and numbers by the worst of ours", () => {
    const stock = { kernels: 80, peakBytes: 20 * ARRAY_BYTES };
    const verdicts = (facts: Result["facts"], probeError: number) =>
      adapterTargets(measurements([
        result("webgpu-stock", 1, { facts: stock, probeError: 1 }),
        result("evenkeel-1", 1, { facts: { kernels: 2, peakBytes: 0 }, probeError: 0 }),
        result("webgpu-adapter", 1, { ...(facts === undefined ? {} : { facts }), probeError }),
      ])).slice(4).map(({ met }) => met);
    const good = { kernels: 2, dispatches: 6, peakBytes: 2 * ARRAY_BYTES + 1000 };
    assertEquals(verdicts(good, 1e-6), [true, true, true]);
    assertEquals(verdicts({ ...good, dispatches: 7 }, 1e-4), [false, true, false]);
    assertEquals(verdicts({ ...good, peakBytes: 2.1 * ARRAY_BYTES }, 0), [true, false, true]);
    assertEquals(adapterTargets(measurements([])).map(({ met }) => met), Array(7).fill(undefined));
  });

  it("shows kernels, memory and errors of everyone", () => {
    const facts = {
      kernels: 2,
      dispatches: 6,
      peakBytes: 2 * ARRAY_BYTES,
      gpuBytes: 2.5 * ARRAY_BYTES,
    };
    const results = [result("webgpu-adapter", 1, { facts, probeError: 1e-7 })];
    const report = formatReport(measurements(results), adapterView());
    assert(report.includes("| `webgpu-adapter`, batch norm | 2 | 6 | 2.00× | 2.50× |"), report);
    assert(report.includes("| `webgpu-adapter`, batch 8×64×64×32 | 1.0e-7 |"), report);
  });
});
