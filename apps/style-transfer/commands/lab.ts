/** `style lab`: the article's claims, measured. */

import { mkdir, rm } from "node:fs/promises";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { checkWritable, writeFileAtomically } from "../images/write_file.ts";
import { EXPERIMENTS } from "../lab/experiments.ts";
import { FULL, QUICK } from "../lab/laboratory.ts";
import { renderPage } from "../lab/page.ts";
import { readPageAssets } from "../lab/page_assets.ts";
import { PICTURE_FOLDER, renderMarkdown, type ReportInput } from "../lab/report.ts";
import { runLab } from "../lab/run_lab.ts";
import { judge } from "../lab/verdict.ts";
import type { BackendChoice } from "../training/backend_names.ts";
import type { LineOutput } from "../training/progress.ts";
import { checkPositive } from "./check_positive.ts";
import { startBackendAloud } from "./start_backend_aloud.ts";
import { UsageError } from "./usage_error.ts";

/** What to measure. */
export interface LabCommandOptions {
  /** Small and short: signs, not sizes. */
  readonly quick: boolean;
  /** Ids of experiments; none means all. */
  readonly only: readonly string[];
  /** Paired runs; undefined means what the scale says. */
  readonly seeds: number | undefined;
  /** Where everything is kept: what is there is not done again. */
  readonly folder: string;
  /** Where the reports go. Default: the same folder. */
  readonly out?: string | undefined;
  /** What to compute on, but for webgpu: experiments read tensors at once. Default: evenkeel. */
  readonly backend?: BackendChoice | undefined;
  /** Threads of evenkeel. Default: one per processor, 8 at most. */
  readonly threads?: number | undefined;
}

/**
 * Trains what is needed, measures, and writes `lab.json`, `timings.json`, `lab.md`, `lab.html` and its
 * pictures. What is in the folder already is not done again. A quick run that names no experiments leaves out the long ones.
 *
 * @throws {UsageError} If there is no such experiment.
 * @throws {RangeError} If the number of seeds is not a positive integer.
 * @throws {Error} If a folder cannot be written; this is found out before anything is trained.
 */
export async function lab(
  { quick, only, seeds, folder, out = folder, backend, threads }: LabCommandOptions,
  { output }: { readonly output: LineOutput },
): Promise<void> {
  const unknown = only.find((id) => EXPERIMENTS.every((experiment) => experiment.id !== id));
  if (unknown !== undefined) {
    const known = EXPERIMENTS.map(({ id }) => id).join(", ");
    throw new UsageError(`there is no experiment "${unknown}", only ${known}`);
  }
  const experiments = EXPERIMENTS.filter((experiment) =>
    only.length === 0 ? !quick || experiment.quick === true : only.includes(experiment.id)
  );
  const scale = quick ? QUICK : FULL;
  const count = checkPositive("seeds", seeds ?? scale.seeds);
  for (const place of new Set([folder, out])) await checkWritable(join(place, "lab.json"));
  const started = await startBackendAloud({ backend, threads, readsAtOnce: true }, output);
  const from = performance.now();
  const { results, seconds, pictures } = await runLab({
    experiments,
    scale,
    seeds: count,
    folder,
    onWork: (what, left) => {
      const rest = left === undefined ? "" : `, ${clock(1000 * left)} left`;
      output.write(`${clock(performance.now() - from)}${rest}  ${what}\n`);
    },
  });
  const input: ReportInput = { experiments, results, scale, seeds: count, pictures };
  const all = Object.values(seconds).reduce((sum, own) => sum + own, 0);
  const each = Object.entries(seconds).map(([id, own]) => [id, tenths(own)]);
  const taken = { seconds: tenths(all), experiments: Object.fromEntries(each) };
  const files: [string, string][] = [
    ["lab.json", json({ scale, seeds: count, results })],
    ["timings.json", json({ ...taken, backend: started.description, ...machine() })],
    ["lab.md", renderMarkdown(input)],
    ["lab.html", renderPage(input, await readPageAssets())],
  ];
  for (const [name, text] of files) {
    await writeFileAtomically(join(out, name), new TextEncoder().encode(text));
  }
  await mkdir(join(out, PICTURE_FOLDER), { recursive: true });
  for (const { id } of experiments) {
    const path = join(out, PICTURE_FOLDER, `${id}.png`);
    const png = pictures.get(id);
    if (png === undefined) await rm(path, { force: true });
    else await writeFileAtomically(path, png);
  }
  output.write("\n");
  for (const experiment of experiments) {
    const verdict = judge(experiment, results.find(({ id }) => id === experiment.id)!);
    const word = (verdict?.word ?? "diverged").padEnd(18);
    output.write(`${experiment.id.padEnd(4)} ${word} ${experiment.row}\n`);
  }
  output.write(`\nwrote ${join(out, "lab.html")} and ${join(out, "lab.md")}\n`);
}

/** Lists of numbers, such as curves, in one line each. */
function json(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
    .replace(/\[[-\d.,e+\snul]+\]/g, (numbers) => numbers.replace(/\s+/g, ""));
  return `${text}\n`;
}

function tenths(value: number): number {
  return Math.round(10 * value) / 10;
}

function machine(): { processor: string; processors: number; runtime: string } {
  return {
    processor: cpus()[0]?.model ?? "unknown",
    processors: availableParallelism(),
    runtime: "deno" in process.versions ? `deno ${process.versions["deno"]}` : process.version,
  };
}

function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
