import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Measurements } from "./bench/_experiment.ts";
import { renderSpeeds, type Reports } from "./speed_table.ts";

const NORMS = ["instance", "batch"].flatMap((norm) =>
  ["channels-first", "channels-last"].flatMap((layout) =>
    ["forward", "forward+backward"].map((pass) => `${norm} ${pass} ${layout} 4×64×64×64`)
  )
);
const CONVOLUTIONS = ["forward", "dx", "dw"].map((pass) => `${pass} 3×3 64→64 on 4×64×64`);

/** A report in which every contender takes its milliseconds in every case. */
function report(
  cases: readonly string[],
  contenders: Readonly<Record<string, number>>,
  more: Readonly<Record<string, string>> = {},
) {
  const results = cases.flatMap((one) =>
    Object.entries(contenders).map(([contender, median]) => ({
      case: one,
      contender,
      summary: { median, quartiles: [median, median] as const, samples: 1 },
    }))
  );
  const machine = { processor: "Abacus", date: "2026-01-02", ...more };
  const participants = [{ id: "torch-2-1", name: "PyTorch", version: "PyTorch 3, Python 4" }];
  // The rest of a report is not read.
  return { machine, participants, results } as unknown as Measurements;
}

const REPORTS: Reports = {
  report: report(NORMS, {
    ...{ "evenkeel-simd-1": 2, "evenkeel-simd-2": 1 },
    ...{ "torch-1": 6, "torch-2-1": 5, "torch-2": 3, "torch-2-2": 4 },
  }),
  conv_report: report(CONVOLUTIONS, { "evenkeel-1": 4, "torch-2-1": 10, "torch-2-last-1": 6 }),
  step_report: report(["train 64 px batch 4"], { "evenkeel-1": 3, "tfjs-wasm": 12 }),
};

describe("renderSpeeds", () => {
  it("puts everybody beside ours, and the faster one of two forms", () => {
    const table = renderSpeeds(REPORTS).split("\n");
    const row = (title: string) => table.find((line) => line.startsWith(`| ${title} |`));
    assertEquals(
      row("batch norm, channels last, forward"),
      "| batch norm, channels last, forward | 2.00 | – | – | – | 5.00 (2.50×) | 1.00 (0.50×) | 3.00 (1.50×) |",
    );
    assertEquals(
      row("its gradient to the input"),
      "| its gradient to the input | 4.00 | – | – | – | 6.00 (1.50×) | – | – |",
    );
    assertEquals(
      row("a step of training the app's GAN"),
      "| a step of training the app's GAN | 3.00 | 12.0 (4.00×) | – | – | – | – | – |",
    );
  });

  it("says where, when and with what that was", () => {
    const wanted = "on Abacus (2026-01-02), with PyTorch 3, Python 4.";
    assertStringIncludes(renderSpeeds(REPORTS), wanted);
    const later = report(["train 64 px batch 4"], { "evenkeel-1": 3 }, { date: "2026-03-04" });
    assertStringIncludes(
      renderSpeeds({ ...REPORTS, step_report: later }),
      "Abacus (2026-01-02, 2026-03-04)",
    );
  });

  it("wants one processor", () => {
    const step_report = report(["train 64 px batch 4"], { "evenkeel-1": 3 }, {
      processor: "Slide rule",
    });
    assertThrows(
      () => renderSpeeds({ ...REPORTS, step_report }),
      Error,
      "reports must be of one processor, got Abacus, Slide rule",
    );
  });

  it("wants all of our figures", () => {
    assertThrows(
      () => renderSpeeds({ ...REPORTS, step_report: report([], {}) }),
      Error,
      "step_report.json must have train 64 px batch 4 of Evenkeel",
    );
  });
});
