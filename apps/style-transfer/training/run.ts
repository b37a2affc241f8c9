/** A run from where it stands to its end, or to where somebody stops it. */

import type { TrainingFile } from "../checkpoint/training_file.ts";
import { writePicture } from "../images/write_picture.ts";
import { settleStatistics } from "./average.ts";
import { EventFile } from "./event_file.ts";
import { type HeldOutScores, meanScores, rank, scoreHeldOut } from "./held_out.ts";
import type { OpenData, StyleData } from "./open_data.ts";
import { writeRunReport } from "./run_report.ts";
import type { Report, RunFolder, StyleReport } from "./run_folder.ts";
import { paintSamples } from "./sample_sheet.ts";
import { hasPlateaued } from "./stop_rule.ts";
import { DivergedError, drawBatch, type StepLosses, trainStepAsync } from "./trainer.ts";
import { generatorConfig, paintersOf, type StylePainter } from "./training_state.ts";

const MOST_SETBACKS = 3;
const SETTLING_BATCHES = 8;

/** What a run tells while it goes on. */
export interface RunListener {
  /** After each step. */
  onStep(step: number, losses: StepLosses): void;
  /** After each report. */
  onReport(report: Report): void;
  /** After going back to the last save, which is of this step. */
  onSetback(step: number, cause: DivergedError): void;
}

/** How a run goes. */
export interface RunOptions extends RunListener {
  readonly data: OpenData;
  readonly folder: RunFolder;
  /** Steps from one report and save to the next. */
  readonly reportEvery: number;
  /** Stops the run after the step that is being done. */
  readonly signal: AbortSignal;
  /** Ends the run after so many reports without a gain of 2 % in {@linkcode rank}. Default: never. */
  readonly patience?: number | undefined;
}

/**
 * Trains until the config's last step, until it is stopped, or until its patience ends; saves what it needs to go on, every
 * `reportEvery` steps and in the end. Where training goes astray, it goes back to the last save, and on at
 * half the learning rate, three times at most. Returns the step that it came to.
 *
 * @throws {RangeError} If the data has not as many styles as the config.
 * @throws {DivergedError} If a loss is no number once more; the last save stays.
 * @throws {Error} If a file cannot be written; the last save stays.
 */
export async function runTraining(start: TrainingFile, options: RunOptions): Promise<number> {
  const { data, folder, reportEvery, signal } = options;
  const { config } = start;
  const count = config.styles?.length ?? 1;
  if (data.styles.length !== count) {
    throw new RangeError(`data must have ${count} styles, got ${data.styles.length}`);
  }
  const reports = await folder.reportsUntil(start.state.step);
  const events = await EventFile.open(folder.path, { reports, startSeconds: Date.now() / 1000 });
  const reporter = new Reporter(reports, { ...options, events });
  let run = start;
  if (reporter.isEmpty) await reporter.report(run);
  while (run.state.step < config.steps && !signal.aborted && !reporter.isOutOfPatience) {
    try {
      const { state } = run;
      const { sources } = data.styles[state.step % data.styles.length]!;
      const losses = await trainStepAsync(state, config, drawBatch(config, state.step, sources));
      reporter.add(losses);
      options.onStep(state.step, losses);
      if (state.step % reportEvery === 0 || state.step === config.steps) await reporter.report(run);
      // Signals and streams want their turn, too.
      else await new Promise((resolve) => setTimeout(resolve));
    } catch (error) {
      const { setbacks } = run.state;
      if (!(error instanceof DivergedError) || setbacks === MOST_SETBACKS) throw error;
      run = { ...run, state: (await folder.load()).state };
      run.state.setbacks = setbacks + 1;
      reporter.forget();
      await folder.save(run);
      options.onSetback(run.state.step, error);
    }
  }
  if (run.state.step < config.steps) await saveSettled(run, options);
  return run.state.step;
}

interface ReporterOptions extends RunOptions {
  readonly events: EventFile;
}

/** Scores, samples and the report page, beside each save. */
class Reporter {
  readonly #reports: Report[];
  readonly #options: ReporterOptions;
  readonly #before: number;
  readonly #started = performance.now();
  #best: number;
  #losses = new LossMean();

  constructor(reports: Report[], options: ReporterOptions) {
    this.#reports = reports;
    this.#options = options;
    this.#best = Math.min(...reports.map(({ scores }) => rank(scores)));
    this.#before = reports.at(-1)?.seconds ?? 0;
  }

  get isEmpty(): boolean {
    return this.#reports.length === 0;
  }

  get isOutOfPatience(): boolean {
    const { patience } = this.#options;
    if (patience === undefined) return false;
    return hasPlateaued(this.#reports.map(({ scores }) => rank(scores)), patience);
  }

  add(losses: StepLosses): void {
    this.#losses.add(losses);
  }

  /** Drops the losses of steps that are undone. */
  forget(): void {
    this.#losses.take();
  }

  async report(run: TrainingFile): Promise<void> {
    const { config, state } = run;
    const { data, folder, events, onReport } = this.#options;
    await settle(run, data);
    const painters = paintersOf(state, config);
    const scored = await scoreStyles(painters, data.styles);
    const { scores } = finite(scored, state.step);
    const seconds = this.#before + (performance.now() - this.#started) / 1000;
    const losses = this.#losses.take();
    const entry = { step: state.step, seconds, ...(losses ? { losses } : {}), ...scored };
    const name = `samples/${String(state.step).padStart(6, "0")}.png`;
    await writePicture(folder.file(name), await paintSamples(painters, data.styles[0].heldOut));
    await folder.report(entry);
    await events.append(entry);
    this.#reports.push(entry);
    if (rank(scores) < this.#best) {
      this.#best = rank(scores);
      await folder.saveGenerator("best.safetensors", run);
    }
    await writeRunReport(folder, { run, reports: this.#reports });
    await folder.save(run);
    onReport(entry);
  }
}

type Scored = Pick<Report, "scores" | "styles">;

/** The means of all painters, and, if there are several, each by itself. */
async function scoreStyles(
  painters: readonly StylePainter[],
  data: readonly StyleData[],
): Promise<Scored> {
  const all: HeldOutScores[] = [];
  const styles: StyleReport[] = [];
  for (const [i, painter] of painters.entries()) {
    const scores = await scoreHeldOut(painter, data[i]!.heldOut);
    all.push(scores);
    if (painter.style !== undefined) styles.push({ style: painter.style, scores });
  }
  return styles.length === 0 ? { scores: all[0]! } : { scores: meanScores(all), styles };
}

async function saveSettled(run: TrainingFile, { data, folder }: RunOptions): Promise<void> {
  await settle(run, data);
  await folder.save(run);
}

/** What an averaged generator takes for running statistics follows from its weights and the step. */
async function settle(
  { config, state: { average, step } }: TrainingFile,
  data: OpenData,
): Promise<void> {
  if (average === undefined || config.norm !== "batch") return;
  const { sources } = data.styles[0];
  const first = Math.max(0, step - SETTLING_BATCHES);
  const batches = Array.from({ length: SETTLING_BATCHES }, (_, i) => first + i);
  await settleStatistics(
    average,
    generatorConfig(config),
    batches.map((place) => drawBatch(config, place, sources).content),
  );
}

/** A generator that paints no numbers is not worth keeping, whatever its losses say. */
function finite(scored: Scored, step: number): Scored {
  if (Number.isFinite(rank(scored.scores))) return scored;
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
