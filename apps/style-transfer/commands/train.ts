/** `style train`: a generator from nothing, or on from where it stopped. */

import type { TrainingData, TrainingFile } from "../checkpoint/training_file.ts";
import { checkWritable } from "../images/write_file.ts";
import { backendOf } from "../training/backend.ts";
import type { BackendChoice } from "../training/backend_names.ts";
import { checkConfig, type TrainingConfig } from "../training/config.ts";
import { describeScores } from "../training/held_out.ts";
import { openData } from "../training/open_data.ts";
import { type LineOutput, Progress } from "../training/progress.ts";
import { RunFolder } from "../training/run_folder.ts";
import { runTraining } from "../training/run.ts";
import { DivergedError } from "../training/trainer.ts";
import { createTraining } from "../training/training_state.ts";
import { checkPositive } from "./check_positive.ts";
import { startBackendAloud } from "./start_backend_aloud.ts";
import { UsageError } from "./usage_error.ts";

/** What to train, and where. */
export interface TrainOptions {
  /** The config of a new run. A resumed one has its own. */
  readonly config: TrainingConfig;
  /** The folders of a new run; absent means rendered scenes. */
  readonly data: TrainingData;
  /** The run's folder. */
  readonly run: string;
  /** Whether to go on with a run that is there. */
  readonly resume: boolean;
  /** Steps from one report and save to the next. */
  readonly reportEvery: number;
  /** Reports without a gain of 2 % after which the run has come to its end; undefined means any number. */
  readonly patience?: number | undefined;
  /**
   * What to compute on. Default: evenkeel. For `"auto"` a resumed run stays where it was, so that it is the
   * same run, bit for bit.
   */
  readonly backend?: BackendChoice | undefined;
  /** Threads of evenkeel. Default: one per processor, 8 at most. */
  readonly threads?: number | undefined;
}

/** Where it says how it goes, and who may stop it. */
export interface TrainContext {
  readonly output: LineOutput;
  /** Stops after the step that is being done, and saves. */
  readonly signal: AbortSignal;
}

/**
 * Trains, and keeps everything in the run's folder; returns whether the run came to its end.
 *
 * @throws {RangeError} If the config cannot be trained with.
 * @throws {UsageError} If there is a run already, and it is not to be resumed.
 * @throws {CheckpointError} If there is none to resume, or it is damaged.
 * @throws {ImageError} If a folder holds no picture.
 * @throws {BackendError} If the backend is not there.
 * @throws {DivergedError} If a loss stops being a number; the last save stays.
 * @throws {Error} If the run cannot be written; this is found out before training.
 */
export async function train(options: TrainOptions, context: TrainContext): Promise<boolean> {
  const { output, signal } = context;
  const folder = new RunFolder(options.run);
  const reportEvery = checkPositive("reportEvery", options.reportEvery);
  const patience = options.patience === undefined
    ? undefined
    : checkPositive("patience", options.patience);
  const resumed = options.resume ? await folder.load() : undefined;
  if (resumed === undefined) {
    checkConfig(options.config);
    if (await folder.exists()) {
      throw new UsageError(
        `${folder.path} holds a run already: --resume goes on with it, --run names another folder`,
      );
    }
  }
  await checkWritable(folder.file("generator.safetensors"));
  await folder.sweep();
  const { config, data } = resumed ?? options;
  const opened = await openData(data, config);
  const before = resumed && backendOf(resumed);
  const { backend: choice, threads } = options;
  const backend = await startBackendAloud({ backend: choice, first: before, threads }, output);
  if (before !== undefined && before !== backend.name) {
    output.write(`the steps so far were done on ${before}: the last bits will differ\n`);
  }
  const begun = resumed ?? { config, data, state: createTraining(config) };
  const run: TrainingFile = { ...begun, backend: backend.name };
  for (const line of opened.skipped) output.write(`skipped: ${line}\n`);
  if (config.styles) output.write(`styles: ${config.styles.join(", ")}\n`);
  output.write(
    `${config.norm} norm on ${backend.description}, from step ${run.state.step} to ${config.steps}\n`,
  );
  const progress = new Progress(output, {
    steps: config.steps,
    images: config.batch,
    from: run.state.step,
  });
  let step: number;
  try {
    step = await runTraining(run, {
      data: opened,
      folder,
      reportEvery,
      signal,
      patience,
      onStep: (step, losses) => progress.step(step, losses),
      onReport: ({ step, scores }) => {
        progress.stop();
        output.write(`step ${step}: held-out ${describeScores(scores)}\n`);
      },
      onSetback: (step, { message }) => {
        progress.stop();
        output.write(`${message}; back to step ${step}, at half the learning rate\n`);
      },
    });
  } catch (error) {
    progress.stop();
    // What diverged would do so again.
    if (!(error instanceof DivergedError) && await folder.exists()) {
      output.write(`to go on from the last save: style train --run ${folder.path} --resume\n`);
    }
    throw error;
  } finally {
    progress.stop();
  }
  const isPatienceOver = step < config.steps && !signal.aborted;
  if (isPatienceOver) {
    output.write(`ended at step ${step}: ${patience} reports brought less than 2 %\n`);
  }
  const finished = step === config.steps || isPatienceOver;
  output.write(
    finished
      ? `wrote ${folder.file("generator.safetensors")} and ${folder.file("report.html")}\n`
      : `stopped and saved at step ${step}; ` +
        `to go on: style train --run ${folder.path} --resume\n`,
  );
  return finished;
}
