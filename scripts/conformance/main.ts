/** tfjs-core's own test suite on our backend: `deno task conformance`. */

import { join } from "node:path";
import process from "node:process";
import { report } from "../_report.ts";
import { bundleSuite } from "./bundle.ts";
import { EXPECTED_FAILURES } from "./expected_failures.ts";
import { findConformanceFindings, parseOutcome } from "./judge.ts";

/** How the suite is run: by whom, on how many threads, and with poisoned memory or not. */
interface Run {
  readonly runtime: "deno" | "node";
  readonly threads: 1 | 2;
  readonly mode: "plain" | "haunted";
}

const RUNS: readonly Run[] = [
  { runtime: "deno", threads: 1, mode: "plain" },
  { runtime: "deno", threads: 2, mode: "plain" },
  { runtime: "node", threads: 1, mode: "plain" },
  { runtime: "node", threads: 2, mode: "plain" },
  { runtime: "deno", threads: 1, mode: "haunted" },
  { runtime: "deno", threads: 2, mode: "haunted" },
];

// A suite that waits for a thread that never answers must not wait for ever.
const TIMEOUT_MS = 300_000;

async function runSuite(file: string, { runtime, threads, mode }: Run): Promise<string> {
  const suite = [file, "evenkeel", `${threads}`, mode];
  const [command, args] = runtime === "deno"
    ? [Deno.execPath(), ["run", "-A", ...suite]]
    : ["node", suite];
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const { stdout, stderr } = await new Deno.Command(command, { args, signal }).output();
  return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
}

/** Runs the suite in one way, says how it went, and returns what is to be mended. */
async function tryRun(file: string, run: Run): Promise<string[]> {
  const name = nameOf(run);
  const start = performance.now();
  const outcome = parseOutcome(await runSuite(file, run));
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  process.stdout.write(
    `${name}: ${outcome.passed.length} passed, ${outcome.failed.length} failed, ` +
      `${outcome.pending.length} left out by the suite itself, ${seconds} s\n`,
  );
  const found = findConformanceFindings(outcome, EXPECTED_FAILURES);
  return found.map((finding) => `${name}: ${finding}`);
}

function nameOf({ runtime, threads, mode }: Run): string {
  return `${runtime}, ${threads} ${threads === 1 ? "thread" : "threads"}, ${mode}`;
}

/** Runs the suite in every way, or in those whose name holds all the words; two at a time. */
async function main(words: readonly string[]): Promise<void> {
  const runs = RUNS.filter((run) => words.every((word) => nameOf(run).includes(word)));
  const findings = runs.length === 0 ? [`no run is called ${words.join(" ")}`] : [];
  const folder = await Deno.makeTempDir({ prefix: "conformance" });
  try {
    const file = join(folder, "suite.mjs");
    await bundleSuite(file);
    const waiting = runs.values();
    const lane = async () => {
      for (const run of waiting) findings.push(...await tryRun(file, run));
    };
    await Promise.all([lane(), lane()]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  report("conformance", findings);
}

if (import.meta.main) await main(process.argv.slice(2));
