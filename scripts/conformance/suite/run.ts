/** Runs the suite and prints what came of it, as one line of JSON. */

import process from "node:process";
import { ENV } from "./globals.ts";
import { type Outcome, OUTCOME_PREFIX } from "./outcome.ts";

/** Runs everything that has been registered. */
export async function run(): Promise<void> {
  const passed: string[] = [];
  const pending: string[] = [];
  const failed: { name: string; messages: string[] }[] = [];
  const note = (name: string, expectations: readonly { readonly message: string }[]) =>
    failed.push({ name, messages: expectations.map(({ message }) => message) });
  ENV.clearReporters();
  ENV.addReporter({
    specDone({ fullName, status, failedExpectations }): void {
      if (status === "passed") passed.push(fullName);
      else if (status === "failed") note(fullName, failedExpectations);
      else pending.push(fullName);
    },
    // What a hook throws belongs to no spec.
    suiteDone({ fullName, failedExpectations }): void {
      if (failedExpectations.length > 0) note(fullName, failedExpectations);
    },
  });
  const { failedExpectations } = await ENV.execute();
  if (failedExpectations.length > 0) note("(outside of every suite)", failedExpectations);
  const outcome: Outcome = { passed, pending, failed };
  await new Promise<void>((resolve) => {
    process.stdout.write(`${OUTCOME_PREFIX}${JSON.stringify(outcome)}\n`, () => resolve());
  });
  process.exit(0); // timers of the suite may be waiting
}
