import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { QUICK } from "./laboratory.ts";
import { readReport } from "./read_report.ts";

describe("readReport", () => {
  it("gives back what was written, also what diverged", () => {
    const results = [{ id: "S7", seeds: [undefined, { batch: 2, instance: 1 }] }];
    const input = readReport(JSON.stringify({ scale: QUICK, seeds: 2, results }));
    assertEquals(input.results, results);
    assertEquals([input.scale, input.seeds], [QUICK, 2]);
    assertEquals(input.experiments.map(({ id }) => id), ["S7"]);
  });

  it("refuses numbers of what an experiment measured once", () => {
    const text = JSON.stringify({ scale: QUICK, seeds: 1, results: [{ id: "S15", seeds: [] }] });
    assertThrows(() => readReport(text), Error, "S15 measures something else by now: run it again");
  });

  it("refuses an experiment that it does not know", () => {
    const text = JSON.stringify({ scale: QUICK, seeds: 1, results: [{ id: "X", seeds: [] }] });
    assertThrows(() => readReport(text), Error, 'there is no experiment "X" any more');
  });
});
