/** Whether a run of the suite is as it should be. */

import type { ExpectedFailure } from "./expected_failures.ts";
import { type Outcome, OUTCOME_PREFIX } from "./suite/outcome.ts";

/** With fewer specs, something has kept a part of the suite from being registered. */
export const MIN_SPECS = 4200;

/**
 * Finds the outcome in what a run has printed.
 *
 * @throws {Error} If it is not there: the run has crashed.
 */
export function parseOutcome(output: string): Outcome {
  const line = output.split("\n").find((line) => line.startsWith(OUTCOME_PREFIX));
  if (line === undefined) throw new Error(`the suite has not ended:\n${output.slice(-2000)}`);
  return JSON.parse(line.slice(OUTCOME_PREFIX.length)) as Outcome;
}

/** One line for each spec that did what it should not, and one if specs are missing. */
export function findConformanceFindings(
  { passed, failed }: Outcome,
  expected: readonly ExpectedFailure[],
): string[] {
  const findings: string[] = [];
  const names = new Set(expected.map(({ name }) => name));
  const failing = new Set(failed.map(({ name }) => name));
  for (const { name, messages } of failed) {
    if (!names.has(name)) findings.push(`${name}: ${messages[0] ?? "failed without a message"}`);
  }
  const ran = new Set(passed);
  for (const name of names) {
    if (failing.has(name)) continue;
    findings.push(
      `${name}: is an expected failure, but ${ran.has(name) ? "passes" : "did not run"}`,
    );
  }
  const specs = passed.length + failed.length;
  if (specs < MIN_SPECS) findings.push(`at least ${MIN_SPECS} specs must run, got ${specs}`);
  return findings;
}
