import { assert, assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Measurements, Result } from "./_experiment.ts";
import { formatMs, formatRatio, formatReport, type ReportView, table } from "./_report.ts";

const VIEW: ReportView = {
  title: "Title",
  intro: ["Intro."],
  sections: [
    { title: "Section", columns: [{ label: "4×4", case: "c" }, { label: "9×9", case: "absent" }] },
    { title: "Nothing", columns: [{ label: "9×9", case: "absent" }] },
  ],
  ours: ["fast", "ours"],
  copy: "copy",
  rates: { caption: "GB/s:", amount: (_, id) => id === "copy" ? 20e6 : 30e6 },
};

function result(contender: string, median: number, more: Partial<Result> = {}): Result {
  return { case: "c", contender, summary: { median, quartiles: [1, 2], samples: 5 }, ...more };
}

const MEASUREMENTS: Measurements = {
  experiment: "test",
  machine: { cores: 2 },
  timing: { rounds: 5, sampleMs: 5, budgetMs: 1 },
  participants: [
    { id: "copy", name: "copy", version: "1" },
    { id: "ours", name: "ours", version: "2" },
    { id: "slow", name: "slow", version: "3" },
    { id: "dead", name: "dead", version: "4" },
    { id: "gone", name: "gone", missing: "not installed" },
    { id: "first", name: "first", version: "5" },
    { id: "second", name: "second", version: "6" },
  ],
  results: [
    result("copy", 1),
    result("ours", 2),
    result("slow", 30, { probeError: 0.01 }),
    { case: "c", contender: "dead", error: "out of memory" },
    { case: "c", contender: "first", unsupported: "does other things" },
    { case: "c", contender: "second", unsupported: "does other things" },
  ],
};

describe("formatReport", () => {
  const report = formatReport(MEASUREMENTS, VIEW, [
    { text: "faster", wanted: "≥ 2×", found: "1×", metIn: "1 of 3", bound: "4×", met: false },
    { text: "seen", wanted: "all", found: "all", met: true },
  ]);

  it("shows times and ratios to the first of ours that took part", () => {
    assert(report.includes("| ours | 2.00 (1.00×) |"));
    assert(report.includes("| slow | 30.0 (15×) ‡ |"));
    assert(report.includes("| copy | 1.00 |"));
  });

  it("shows rates and ratios to the copy", () => {
    assert(report.includes("| copy | 20 |"));
    assert(report.includes("| ours | 15 (2.00×) |"));
  });

  it("tells of the host's neighbors where they were watched", () => {
    const quiet = { waitedMs: 61_400, samples: 70, disturbed: 3 };
    const watched = formatReport({ ...MEASUREMENTS, quiet }, VIEW);
    assert(watched.includes("took 61 s; 3 of 70 samples stayed disturbed"));
    assert(!report.includes("disturbed"));
  });

  it("tells how everyone warmed up, and for how much longer in the first case", () => {
    const warmed = (more: Partial<Measurements["timing"]>) =>
      formatReport({ ...MEASUREMENTS, timing: { ...MEASUREMENTS.timing, ...more } }, VIEW)
        .replaceAll(/\s+/g, " ");
    assert(!report.includes("warming up"));
    assert(warmed({ warmUpMs: 3 }).includes("in one run, after 3 ms of warming up; every"));
    const longer = warmed({ warmUpMs: 3, firstWarmUpMs: 12 });
    assert(longer.includes("after 3 ms of warming up (12 ms in the first case); every"));
  });

  it("drops nobody silently", () => {
    assert(report.includes("| gone | missing: not installed |"));
    assert(report.includes("| dead | failed |"));
    assert(report.includes("- dead, c: out of memory"));
    assert(
      report.includes("- – first; second: does other things") && !report.includes("| first | –"),
    );
    assertMatch(report, /‡ slow, c: 1\.0e-2/);
    assert(report.includes("| faster | ≥ 2× | 1× | 1 of 3 | 4× | **missed** |"));
    assert(report.includes("| seen | all | all |  |  | met |"));
  });

  it("shows what else there is, and no rates where nothing is counted", () => {
    const { rates: _rates, copy: _copy, ...plain } = VIEW;
    const view = { ...plain, extra: () => ["## More"], tolerance: 0.1 };
    const more = formatReport(MEASUREMENTS, view);
    assert(more.includes("## More"));
    assert(!more.includes("GB/s") && report.includes("GB/s:"));
    assert(more.includes("| slow | 30.0 (15×) |")); // within this tolerance
  });

  it("leaves out what was not asked for", () => {
    assert(!report.includes("9×9"));
    assert(!report.includes("## Nothing"));
  });
});

describe("numbers", () => {
  it("have three digits", () => {
    assertEquals([0.00001, 0.0912, 4.567, 25.25, 252.4, 12345].map(formatMs), [
      "1.0e-5",
      "0.0912",
      "4.57",
      "25.3",
      "252",
      "12345",
    ]);
  });

  it("and ratios two or three", () => {
    assertEquals([0.01, 0.5, 1, 9.87, 24.4].map(formatRatio), [
      "0.01×",
      "0.50×",
      "1.00×",
      "9.87×",
      "24×",
    ]);
  });
});

describe("table", () => {
  it("keeps cells in their cells", () => {
    assertEquals(table(["a", "b"], [["x|y", "1\n2"]]), "| a | b |\n| --- | --: |\n| x\\|y | 1 2 |");
  });
});
