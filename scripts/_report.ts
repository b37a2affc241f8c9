/** How the checks of this folder speak: one finding a line, and an exit code. */

import process from "node:process";

/** Prints what was found, or that nothing was; a finding makes the process fail. */
export function report(check: string, findings: readonly string[]): void {
  for (const finding of findings) process.stderr.write(`${finding}\n`);
  if (findings.length === 0) {
    process.stdout.write(`${check}: ok\n`);
  } else {
    process.stderr.write(`${check}: ${findings.length} to mend\n`);
    process.exitCode = 1;
  }
}
