import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { findConformanceFindings, MIN_SPECS, parseOutcome } from "./judge.ts";
import { type Outcome, OUTCOME_PREFIX } from "./suite/outcome.ts";

const PASSED: readonly string[] = Array.from({ length: MIN_SPECS }, (_, i) => `spec ${i}`);
const BROKEN = { name: "add", messages: ["Expected 1 to be 2.", "more"] };

function outcome(changes: Partial<Outcome>): Outcome {
  return { passed: PASSED, pending: [], failed: [], ...changes };
}

describe("the outcome of tfjs-core's suite", () => {
  it("is fine if all specs pass", () => {
    assertEquals(findConformanceFindings(outcome({}), []), []);
  });

  it("names what fails and why", () => {
    const findings = findConformanceFindings(outcome({ failed: [BROKEN] }), []);
    assertEquals(findings, ["add: Expected 1 to be 2."]);
  });

  it("allows expected failures, which must fail", () => {
    const expected = [{ name: "add", reason: "stock is wrong" }];
    assertEquals(findConformanceFindings(outcome({ failed: [BROKEN] }), expected), []);
    assertEquals(findConformanceFindings(outcome({ passed: [...PASSED, "add"] }), expected), [
      "add: is an expected failure, but passes",
    ]);
    assertEquals(findConformanceFindings(outcome({}), expected), [
      "add: is an expected failure, but did not run",
    ]);
  });

  it("notices that specs are missing", () => {
    assertEquals(findConformanceFindings(outcome({ passed: ["a"] }), []), [
      `at least ${MIN_SPECS} specs must run, got 1`,
    ]);
  });

  it("is read from what a run prints", () => {
    const text = `noise\n${OUTCOME_PREFIX}${JSON.stringify(outcome({ passed: [] }))}\n`;
    assertEquals(parseOutcome(text), outcome({ passed: [] }));
    assertThrows(() => parseOutcome("Segmentation fault"), Error, "Segmentation fault");
  });
});
