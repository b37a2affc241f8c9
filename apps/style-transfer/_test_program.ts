/** What the tests of the program share. */

import { run } from "./program.ts";

/** By name, so that a machine with a GPU says the same. */
export const EVENKEEL: readonly string[] = ["--backend", "evenkeel"];

/** What a program answered. */
export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program and keeps what it wrote. */
export async function call(...args: string[]): Promise<Answer> {
  const written = { stdout: "", stderr: "" };
  const code = await run(args, {
    stdout: { write: (text) => void (written.stdout += text) },
    stderr: { write: (text) => void (written.stderr += text) },
  });
  return { code, ...written };
}
