import { assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readReport } from "../apps/style-transfer/lab/read_report.ts";
import { renderSummary } from "./lab_pages.ts";

const results = [{ id: "S12", seeds: [{ batch: 1, instance: 2 }, { batch: 1, instance: 2.5 }] }];
const INPUT = readReport(JSON.stringify({ scale: { size: 32 }, seeds: 2, results }));

describe("renderSummary", () => {
  it("says how many pairs there were, and has the table", () => {
    const summary = renderSummary(INPUT);
    assertStringIncludes(summary, "2 pairs for each row");
    assertStringIncludes(summary, "| S12, mean L1 distance");
    assertStringIncludes(summary, "BN 1, IN 2.25 | -4.43 to 1.93 | **not shown** |");
  });
});
