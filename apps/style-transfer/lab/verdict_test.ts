import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readFile } from "node:fs/promises";
import type { Experiment } from "./experiment.ts";
import { readReport } from "./read_report.ts";
import { judge } from "./verdict.ts";

const EXPERIMENT: Experiment = {
  id: "X",
  row: "",
  question: "",
  claim: "",
  protocol: "",
  metric: "",
  expected: "positive",
  measure: () => Promise.reject(new Error("not measured here")),
};
const pair = (batch: number, instance: number) => ({ batch, instance });
const word = (experiment: Experiment, ...seeds: { batch: number; instance: number }[]) =>
  judge(experiment, { id: "X", seeds })?.word;

describe("judge", () => {
  it("goes by the interval of the paired difference", () => {
    // Pairs agree although seeds differ by more than the norms do.
    assertEquals(word(EXPERIMENT, pair(2, 1), pair(12, 11.1), pair(22, 20.9)), "holds");
    assertEquals(word(EXPERIMENT, pair(1, 2), pair(11.1, 12), pair(20.9, 22)), "does not hold");
    assertEquals(word(EXPERIMENT, pair(2, 1), pair(11, 12), pair(22, 21)), "not shown");
    assertEquals(word(EXPERIMENT, pair(2, 1)), "not shown");
  });

  it("compares with no norm where the claim does", () => {
    const against: Experiment = { ...EXPERIMENT, against: "none" };
    const seeds = [{ batch: 2, instance: 3, none: 1 }, { batch: 2.1, instance: 3, none: 1 }];
    assertEquals(word(against, ...seeds), "holds");
    assertEquals(word(EXPERIMENT, ...seeds), "does not hold");
  });

  it("knows which sign the claim has, and its limits", () => {
    const seeds = [pair(1, 2), pair(1, 2.1)];
    assertEquals(word({ ...EXPERIMENT, expected: "negative" }, ...seeds), "holds");
    const limited = { ...EXPERIMENT, expected: "negative" as const, limits: "here" };
    assertEquals(word(limited, ...seeds), "holds with limits");
    assertEquals(word(EXPERIMENT, pair(0, 0), pair(0, 0)), "does not hold");
  });

  it("counts what diverged, and says nothing of nothing", () => {
    const seeds = [pair(2, 1), undefined, pair(2, 1.1)];
    const verdict = judge(EXPERIMENT, { id: "X", seeds });
    assertEquals([verdict?.diverged, verdict?.word], [1, "holds"]);
    assertEquals(judge(EXPERIMENT, { id: "X", seeds: [undefined] }), undefined);
  });

  it("insists on zeros that algebra promises", () => {
    const exact: Experiment = { ...EXPERIMENT, exactlyZero: ["instance"] };
    assertEquals(word(exact, pair(1, 0), pair(1.1, 0)), "holds");
    assertThrows(
      () => word(exact, pair(1, 1e-9)),
      Error,
      "X: instance norm must give exactly 0, got 1e-9",
    );
  });

  it("insists on bounds, and needs no interval where there is one", () => {
    const exact: Experiment = { ...EXPERIMENT, atMost: 1e-12 };
    const verdict = judge(exact, { id: "X", seeds: [pair(0, 1e-13)] });
    assertEquals([verdict?.word, verdict?.exact], ["holds", true]);
    for (const wrong of [1e-11, NaN]) {
      const message = `X: batch norm must give at most 1e-12, got ${wrong}`;
      assertThrows(() => word(exact, pair(wrong, 0)), Error, message);
    }
  });

  it("compares with a number where the claim is about one arm", () => {
    const gain: Experiment = { ...EXPERIMENT, against: 0 };
    assertEquals(word(gain, pair(1, 2), pair(1.1, 2)), "holds");
    const excess: Experiment = { ...EXPERIMENT, compared: "instance", against: 1 };
    assertEquals(word(excess, pair(0.5, 0.6), pair(0.5, 0.61)), "does not hold");
    assertEquals(word(excess, pair(3, 1.5), pair(3, 1.51)), "holds");
  });

  it("needs no interval where all that is claimed is that there is a difference", () => {
    const any: Experiment = { ...EXPERIMENT, exactlyZero: ["instance"], notZero: true };
    assertEquals(word(any, pair(1, 0), pair(9, 0)), "holds");
    assertEquals(word(any, pair(1, 0)), "holds");
    assertEquals(word({ ...any, limits: "here" }, pair(1, 0)), "holds with limits");
    assertEquals(word(any, pair(1, 0), pair(0, 0)), "not shown");
    assertEquals(word(any, pair(0, 0), pair(0, 0)), "does not hold");
  });

  it("compares with stock where the claim does", () => {
    const against: Experiment = { ...EXPERIMENT, against: "stock", expected: "negative" };
    const seeds = [{ batch: 2, instance: 1, stock: 9 }, { batch: 2.1, instance: 1, stock: 9 }];
    assertEquals(word(against, ...seeds), "holds");
  });
});

describe("the verdicts of the full run", () => {
  it("are those that its cards and the advice are written by", async () => {
    const { experiments, results } = readReport(
      await readFile(new URL("lab.json", import.meta.url), "utf8"),
    );
    const of = (id: string) => {
      const result = results.find((one) => one.id === id)!;
      return { ...judge(experiments.find((one) => one.id === id)!, result)!, seeds: result.seeds };
    };
    const gain = of("S7b");
    assertEquals(gain.word, "holds with limits");
    assertEquals(gain.difference, gain.arms.get("batch")); // to no norm: it is a difference already
    assertEquals(of("S13").word, "does not hold");
    for (const id of ["S9", "S1c", "S6"]) assertEquals(of(id).word, "not shown", id);
    const isNearer = of("S7").seeds.map((seed) => seed!.group! < seed!.instance);
    assertEquals(new Set(isNearer), new Set([true]), "group norm paints a little better");
  });
});
