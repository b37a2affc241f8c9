import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readReport } from "../apps/style-transfer/lab/read_report.ts";
import { renderSummary, replaceMarked } from "./lab_pages.ts";

const results = [{ id: "S12", seeds: [{ batch: 1, instance: 2 }, { batch: 1, instance: 2.5 }] }];
const INPUT = readReport(JSON.stringify({ scale: { size: 32 }, seeds: 2, results }));

describe("renderSummary", () => {
  it("says how many pairs there were, and has the table", () => {
    const summary = renderSummary(INPUT);
    assertStringIncludes(summary, "2 pairs of trainings");
    assertStringIncludes(summary, "| S12, mean L1 distance");
    assertStringIncludes(summary, "BN 1, IN 2.25 | -4.43 to 1.93 | **not shown** |");
  });
});

describe("replaceMarked", () => {
  it("leaves everything around the marks as it is", () => {
    const page = "# Top\n\n<!-- lab -->\n\nold\n\n<!-- /lab -->\n\nrest\n";
    const wanted = "# Top\n\n<!-- lab -->\n\nnew\n\n<!-- /lab -->\n\nrest\n";
    assertEquals(replaceMarked(page, "new"), wanted);
    assertEquals(replaceMarked(wanted, "new"), wanted);
  });

  it("wants marks", () => {
    assertThrows(
      () => replaceMarked("<!-- /lab --> <!-- lab -->", ""),
      Error,
      "must have the marks",
    );
  });
});
