/** A run from where it stands to its end, or to where somebody stops it. */

import type { TrainingFile } from "../checkpoint/training_file.ts";
import { writePicture } from "../images/write_picture.ts";
import { type HeldOutScores, rank, scoreHeldOut } from "./held_out.ts";
import type { OpenData } from "./open_data.ts";
import { writeRunReport } from "./run_report.ts";
import type { Report, RunFolder } from "./run_folder.ts";
import { paintSamples } from "./sample_sheet.ts";
import {
  DivergedError,
  drawBatch,
  generatorConfig,
  type StepLosses,
  trainStep,
} from "./trainer.ts";

/** What a run tells while it goes on. */
export interface RunListener {
  /** After each step. */
  onStep(step: number, losses: StepLosses): void;
  /** After each report. */
  onReport(report: Report): void;
}

/** How a run goes. */
export interface RunOptions extends RunListener {
  readonly data: OpenData;
  readonly folder: RunFolder;
  /** Steps from one report and save to the next. */
  readonly reportEvery: number;
  /** Stops the run after the step that is being done. */
  readonly signal: AbortSignal;
}

/**
 * Trains until the config's last step, or until it is stopped; saves what it needs to go on, every
 * `reportEvery` steps and in the end. Returns whether it came to its end.
 *
 * @throws {DivergedError} If a loss is no number; the last save stays.
 * @throws {Error} If a file cannot be written; the last save stays.
 */
export async function runTraining(run: TrainingFile, options: RunOptions): Promise<boolean> {
  const { config, state } = run;
  const { data, folder, reportEvery, signal } = options;
  const painter = { generator: generatorConfig(config), weights: state.generator };
  const reports = await folder.reportsUntil(state.step);
  let best = Math.min(...reports.map(({ scores }) => rank(scores)));
  const before = reports.at(-1)?.seconds ?? 0;
  const started = performance.now();
  const sum = new LossMean();

  const report = async () => {
    const scores = finite(scoreHeldOut(painter, data.heldOut), state.step);
    const seconds = before + (performance.now() - started) / 1000;
    const losses = sum.take();
    const entry = { step: state.step, seconds, ...(losses ? { losses } : {}), scores };
    const name = `samples/${String(state.step).padStart(6, "0")}.png`;
    await writePicture(folder.file(name), paintSamples(painter, data.heldOut));
    await folder.report(entry);
    reports.push(entry);
    if (rank(scores) < best) {
      best = rank(scores);
      await folder.saveGenerator("best.safetensors", run);
    }
    await writeRunReport(folder, { run, reports });
    await folder.save(run);
    options.onReport(entry);
  };

  if (reports.length === 0) await report();
  while (state.step < config.steps && !signal.aborted) {
    const losses = trainStep(state, config, drawBatch(config, state.step, data.sources));
    sum.add(losses);
    options.onStep(state.step, losses);
    if (state.step % reportEvery === 0 || state.step === config.steps) await report();
    // Signals and streams want their turn, too.
    else await new Promise((resolve) => setTimeout(resolve));
  }
  const finished = state.step === config.steps;
  if (!finished) await folder.save(run);
  return finished;
}

/** A generator that paints no numbers is not worth keeping, whatever its losses say. */
function finite(scores: HeldOutScores, step: number): HeldOutScores {
  if (Number.isFinite(rank(scores))) return scores;
  throw new DivergedError(`what the generator of step ${step} paints is no picture`);
}

/** Losses since they were last taken. */
class LossMean {
  #count = 0;
  #generator = 0;
  #discriminator = 0;
  #content = 0;

  add({ generator, discriminator, content }: StepLosses): void {
    this.#count++;
    this.#generator += generator;
    this.#discriminator += discriminator;
    this.#content += content;
  }

  take(): StepLosses | undefined {
    const n = this.#count;
    if (n === 0) return undefined;
    const mean = {
      generator: this.#generator / n,
      discriminator: this.#discriminator / n,
      content: this.#content / n,
    };
    this.#count =
      this.#generator =
      this.#discriminator =
      this.#content =
        0;
    return mean;
  }
}
