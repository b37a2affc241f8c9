/** `style compare`: candidate norms, trained briefly on one's own pictures. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readCheckpoint } from "../checkpoint/files.ts";
import type { TrainingData } from "../checkpoint/training_file.ts";
import { composeCaptionedSheet } from "../images/sheet.ts";
import { checkWritable, writeFileAtomically } from "../images/write_file.ts";
import { writePicture } from "../images/write_picture.ts";
import {
  type CompareReport,
  compareTable,
  headline,
  renderCompareMarkdown,
  renderComparePage,
} from "../lab/compare/compare_report.ts";
import { type Candidate, nameNorm, recommend } from "../lab/compare/recommend.ts";
import type { NormName } from "../model/norms.ts";
import { paintAsync, type Painter } from "../model/paint.ts";
import { backendOf } from "../training/backend.ts";
import type { BackendChoice, BackendName } from "../training/backend_names.ts";
import { checkConfig, configText, type TrainingConfig } from "../training/config.ts";
import {
  type HeldOut,
  type HeldOutScores,
  scoreHeldOut,
  scorePaintings,
} from "../training/held_out.ts";
import { openData } from "../training/open_data.ts";
import { RunFolder } from "../training/run_folder.ts";
import { checkPositive } from "./check_positive.ts";
import { startBackendAloud } from "./start_backend_aloud.ts";
import { train, type TrainContext } from "./train.ts";
import { UsageError } from "./usage_error.ts";

/** What to compare, and where. */
export interface CompareOptions {
  /** The candidates. */
  readonly norms: readonly NormName[];
  /** Everything but the norm; seeds count on from its seed. */
  readonly config: TrainingConfig;
  /** Trainings of each candidate. */
  readonly seeds: number;
  /** The user's folders; absent means rendered scenes, and their ink. */
  readonly data: TrainingData;
  /** Where everything goes: what is there is not trained again. */
  readonly folder: string;
  /**
   * What to compute on. Default: evenkeel. For `"auto"` a comparison that goes on stays where it was, so that
   * all candidates are trained alike.
   */
  readonly backend?: BackendChoice | undefined;
  /** Threads of evenkeel. Default: one per processor, 8 at most. */
  readonly threads?: number | undefined;
}

const SHOWN = 4;
const SHEET = "sheet.png";

/**
 * Trains each candidate, or goes on with it, scores all on pictures that none has seen, and writes
 * `compare.json`, `compare.md`, `compare.html` and a sheet of paintings; returns whether it came to its end.
 *
 * @throws {RangeError} If the config cannot be trained with, or there is no candidate.
 * @throws {UsageError} If the folder holds candidates of other options.
 * @throws {CheckpointError} If a candidate that is there is damaged.
 * @throws {ImageError} If a folder holds no picture.
 * @throws {DivergedError} If a training does.
 * @throws {Error} If the folder cannot be written; this is found out before training.
 */
export async function compare(options: CompareOptions, context: TrainContext): Promise<boolean> {
  const { data, folder } = options;
  const { output } = context;
  const { config } = options;
  const norms = [...new Set(options.norms)];
  if (norms.length === 0) throw new RangeError("norms must not be empty");
  const seeds = checkPositive("seeds", options.seeds);
  for (const norm of norms) checkConfig({ ...config, norm });
  await checkWritable(join(folder, "compare.json"));
  const { styles: [{ heldOut }] } = await openData(data, config);
  const candidateRuns = norms.map((norm) => ({
    norm,
    runs: Array.from({ length: seeds }, (_, i) => {
      const seed = config.seed + i;
      const run = new RunFolder(join(folder, `${norm}-seed${seed}`));
      return { run, config: { ...config, norm, seed } };
    }),
  }));
  const first = await lastBackend(candidateRuns.flatMap(({ runs }) => runs.map(({ run }) => run)));
  const { backend, threads } = options;
  const { name } = await startBackendAloud({ backend, first, threads }, output);
  const painters: { norm: NormName; painter: Painter }[] = [];
  const candidates: Candidate[] = [];
  for (const { norm, runs } of candidateRuns) {
    const trained: { painter: Painter; seconds: number }[] = [];
    for (const { run, config } of runs) {
      if (!(await trainCandidate(run, { ...options, config, backend: name }, context))) {
        return false;
      }
      const painter = await readCheckpoint(run.file("generator.safetensors"));
      const reports = await run.reportsUntil(config.steps);
      trained.push({ painter, seconds: reports.at(-1)?.seconds ?? NaN });
    }
    painters.push({ norm, painter: trained[0]!.painter });
    candidates.push({
      norm,
      scores: await scoreAll(trained.map(({ painter }) => painter), heldOut),
      secondsAStep: trained.reduce((sum, { seconds }) => sum + seconds, 0) /
        (seeds * config.steps),
    });
  }
  const unpainted = scorePaintings(heldOut.content, heldOut);
  await writeReport({
    candidates,
    unpainted,
    recommendation: recommend(candidates, { unpainted }),
    setting: describeSetting(options, heldOut),
    sheet: SHEET,
  }, { folder, output, sheet: { heldOut, painters } });
  return true;
}

/** The backend of the last run that has been begun. */
async function lastBackend(runs: readonly RunFolder[]): Promise<BackendName | undefined> {
  for (const run of runs.toReversed()) {
    if (await run.exists()) return backendOf(await run.load());
  }
  return undefined;
}

/** One after the other: they share the backend. */
async function scoreAll(
  painters: readonly Painter[],
  heldOut: HeldOut,
): Promise<HeldOutScores[]> {
  const scores = [];
  for (const painter of painters) scores.push(await scoreHeldOut(painter, heldOut));
  return scores;
}

/** Returns whether the training came to its end, now or before. */
async function trainCandidate(
  run: RunFolder,
  { config, data, backend, threads }: CompareOptions,
  context: TrainContext,
): Promise<boolean> {
  const found = await run.exists() ? await run.load() : undefined;
  if (found !== undefined) {
    const same = configText(found.config) === configText(config) &&
      found.data.content === data.content && found.data.style === data.style;
    if (!same) {
      throw new UsageError(
        `${run.path} was trained with other options: --folder names another place`,
      );
    }
    if (found.state.step === config.steps) return true;
  }
  const resume = found !== undefined;
  const reportEvery = Math.max(1, Math.ceil(config.steps / 4));
  const options = { config, data, run: run.path, resume, reportEvery, backend, threads };
  return await train(options, context);
}

interface ReportPlace {
  readonly folder: string;
  readonly output: TrainContext["output"];
  readonly sheet: {
    readonly heldOut: HeldOut;
    readonly painters: readonly { readonly norm: NormName; readonly painter: Painter }[];
  };
}

async function writeReport(
  report: CompareReport,
  { folder, output, sheet: { heldOut, painters } }: ReportPlace,
): Promise<void> {
  const css = await readFile(new URL("../lab/report.css", import.meta.url), "utf8");
  const rows = [];
  for (const [i, picture] of heldOut.content.slice(0, SHOWN).entries()) {
    const row = [{ picture, caption: "as it is" }];
    for (const { norm, painter } of painters) {
      row.push({ picture: await paintAsync(painter, picture), caption: nameNorm(norm) });
    }
    if (heldOut.truth !== undefined) row.push({ picture: heldOut.truth[i]!, caption: "truth" });
    rows.push(row);
  }
  await writePicture(join(folder, SHEET), composeCaptionedSheet(rows));
  const files: [string, string][] = [
    ["compare.json", `${JSON.stringify(report, null, 2)}\n`],
    ["compare.md", renderCompareMarkdown(report)],
    ["compare.html", renderComparePage(report, css)],
  ];
  for (const [name, text] of files) {
    await writeFileAtomically(join(folder, name), new TextEncoder().encode(text));
  }
  const table = compareTable(report);
  const widths = table[0]!.map((_, i) => Math.max(...table.map((row) => row[i]!.length)));
  output.write("\n");
  for (const row of table) {
    const cells = row.map((cell, i) =>
      i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)
    );
    output.write(`${cells.join("  ")}\n`);
  }
  const { recommendation } = report;
  output.write(`\n${headline(recommendation)} ${recommendation.reasons.join(" ")}\n`);
  output.write(`wrote ${join(folder, "compare.html")} and ${join(folder, "compare.md")}\n`);
}

function describeSetting({ config, data, seeds }: CompareOptions, { content }: HeldOut): string {
  const trainings = seeds === 1 ? "One training" : `${seeds} trainings`;
  const few = content.length < 4 ? " So few pictures prove little." : "";
  return `${trainings} of each, of ${config.steps} steps with ${config.batch} pictures of ` +
    `${config.size} pixels, from ${data.content ?? "rendered scenes"} to the style of ` +
    `${data.style ?? "ink, a procedure"}; scored on ${content.length} held-out ` +
    `${content.length === 1 ? "picture" : "pictures"}.${few}`;
}
