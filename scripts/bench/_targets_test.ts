import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Result } from "./_experiment.ts";
import { findVersion, judge } from "./_targets.ts";

function result(one: string, contender: string, median: number): Result {
  return { case: one, contender, summary: { median, quartiles: [median, median], samples: 3 } };
}

const RESULTS = [
  result("a", "ours", 1),
  result("a", "other", 4),
  result("b", "ours", 2),
  result("b", "other", 5),
  result("c", "ours", 2),
];
const TARGET = {
  text: "faster",
  ours: "ours",
  others: ["other"],
  cases: ["a", "b", "c"],
  atLeast: 3,
};

describe("judge", () => {
  it("goes by the worst case that both took part in", () => {
    assertEquals(judge(TARGET, RESULTS), {
      text: "faster",
      wanted: "≥ 3.00×",
      found: "2.50× (b)",
      metIn: "1 of 2",
      met: false,
    });
    assertEquals(judge({ ...TARGET, atLeast: 2.5 }, RESULTS).met, true);
  });

  it("tells what moving the bytes would reach", () => {
    assertEquals(judge(TARGET, RESULTS, (one) => one === "b" ? 0.5 : undefined).bound, "10.00×");
    assertEquals(judge(TARGET, RESULTS, () => undefined).bound, undefined);
  });

  it("counts the fastest of the others, and names it", () => {
    const results = [...RESULTS, result("a", "quick", 2)];
    const { found } = judge({ ...TARGET, others: ["other", "quick"] }, results);
    assertEquals(found, "2.00× (a, quick)");
  });

  it("does not judge what was not measured", () => {
    assertEquals(judge({ ...TARGET, others: [] }, RESULTS).met, undefined);
    assertEquals(judge({ ...TARGET, cases: ["c"] }, RESULTS).met, undefined);
  });
});

describe("findVersion", () => {
  it("finds the one with one thread", () => {
    const participants = [
      { id: "torch-2", name: "", version: "PyTorch 1.13.0" },
      { id: "torch-1", name: "", version: "PyTorch 1.13.0" },
      { id: "gone-1", name: "", missing: "why" },
    ];
    assertEquals(findVersion(participants, (version) => version.startsWith("PyTorch")), "torch-1");
    assertEquals(findVersion(participants, (version) => version.startsWith("Keras")), undefined);
  });
});
