import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Result } from "./_experiment.ts";
import { findVersion, judge, normTargets } from "./_targets.ts";

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

describe("the targets of the norms", () => {
  const forward = "batch forward channels-last 4×64×64×64";
  const both = "batch forward+backward channels-last 4×64×64×64";
  const targets = normTargets({
    experiment: "norm",
    machine: {},
    timing: { rounds: 1, sampleMs: 1, budgetMs: 1 },
    participants: [
      { id: "torch-1", name: "", version: "PyTorch 1.13.0" },
      { id: "torch-2-1", name: "", version: "PyTorch 2.9.0" },
    ],
    results: [
      ...[["copy", 2], ["evenkeel-simd-1", 4], ["torch-1", 10], ["torch-2-1", 3]] as const,
    ].flatMap(([id, ms]) => [result(forward, id, ms), result(both, id, 2 * ms)])
      .concat(result(forward, "evenkeel-simd-2", 3)),
  });
  const find = (text: string) => targets.find((target) => target.text.startsWith(text))!;

  it("hold each PyTorch against its own promise", () => {
    assertEquals([find("forward, against PyTorch").found, find("everywhere").found], [
      `2.50× (${forward})`,
      `0.75× (${forward})`,
    ]);
  });

  it("tell what moving the bytes would reach: two arrays forward, and five with backward", () => {
    assertEquals(find("forward, against PyTorch").bound, "5.00×"); // 10 / 2, as a copy moves two
    assertEquals(find("forward+backward, against PyTorch").bound, "2.00×"); // 20 / (4 * 5 / 2)
  });

  it("hold threads against threads, with nothing said of bytes", () => {
    const { found, bound } = find("two threads");
    assertEquals([found, bound], [`1.33× (${forward})`, undefined]);
  });
});
