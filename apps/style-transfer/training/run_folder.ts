/** A training run on a disk: what it was told, where it stands, and what it has made so far. */

import { mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { decodeTraining, encodeTraining, type TrainingFile } from "../checkpoint/training_file.ts";
import { CheckpointError } from "../checkpoint/checkpoint.ts";
import { writeCheckpoint } from "../checkpoint/files.ts";
import { appendToFile, removePartials, writeFileAtomically } from "../images/write_file.ts";
import type { HeldOutScores } from "./held_out.ts";
import type { StepLosses } from "./trainer.ts";
import { generatorConfig, paintingWeights } from "./training_state.ts";

/** One line of `metrics.jsonl`: losses are means since the line before. */
export interface Report {
  readonly step: number;
  /** Seconds of training, over all sittings. */
  readonly seconds: number;
  readonly losses?: StepLosses;
  /** Of several styles, the means. */
  readonly scores: HeldOutScores;
  /** Of several styles, each by its name. */
  readonly styles?: readonly StyleReport[];
}

/** How well one of several styles is painted. */
export interface StyleReport {
  readonly style: string;
  readonly scores: HeldOutScores;
}

const STATE = "training.safetensors";
const METRICS = "metrics.jsonl";

/** The files of one run. Every file is written whole or not at all; `metrics.jsonl` only grows. */
export class RunFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Where a file of the run is. */
  file(name: string): string {
    return join(this.path, name);
  }

  /** Whether there is a run already. */
  async exists(): Promise<boolean> {
    return (await stat(this.file(STATE)).catch(() => undefined)) !== undefined;
  }

  /**
   * Saves where the run stands, and its generator beside it, for `style apply`. Where the run stands comes
   * last: it may say that all is done only once the generator is there.
   *
   * @throws {Error} If a file cannot be written; the older one is still there then.
   */
  async save(run: TrainingFile): Promise<void> {
    await this.saveGenerator("generator.safetensors", run);
    await writeFileAtomically(this.file(STATE), encodeTraining(run));
  }

  /** Saves the generator alone. */
  async saveGenerator(name: string, { config, state }: TrainingFile): Promise<void> {
    await writeCheckpoint(this.file(name), {
      generator: generatorConfig(config),
      ...paintingWeights(state),
      training: config,
      step: state.step,
    });
  }

  /**
   * Reads where the run stands.
   *
   * @throws {CheckpointError} If there is no run, or its file is damaged.
   */
  async load(): Promise<TrainingFile> {
    const path = this.file(STATE);
    let bytes: Uint8Array;
    try {
      bytes = await readFile(path);
    } catch (cause) {
      throw new CheckpointError(`there is no training run in ${this.path}: ${path} is missing`, {
        cause,
      });
    }
    return decodeTraining(bytes, path);
  }

  /** Removes what a killed process had begun to write. */
  async sweep(): Promise<void> {
    await removePartials(this.path);
  }

  /**
   * Adds a line to the record.
   *
   * @throws {Error} If it cannot be written.
   */
  async report(report: Report): Promise<void> {
    await mkdir(this.path, { recursive: true });
    await appendToFile(this.file(METRICS), `${JSON.stringify(report)}\n`);
  }

  /**
   * The record up to a step. What a killed run wrote after its last save is dropped, from the file too: the
   * steps will be done again. Without a save all of it is.
   */
  async reportsUntil(step: number): Promise<Report[]> {
    const last = await this.exists() ? step : -1;
    const text = await readFile(this.file(METRICS), "utf8").catch(() => "");
    const reports = text.split("\n").map(parseReport)
      .filter((report) => report !== undefined)
      .filter((report) => report.step <= last);
    const kept = reports.map((report) => `${JSON.stringify(report)}\n`).join("");
    if (kept !== text) {
      await writeFileAtomically(this.file(METRICS), new TextEncoder().encode(kept));
    }
    return reports;
  }
}

/** A line, unless it is the half of one. */
function parseReport(line: string): Report | undefined {
  try {
    return JSON.parse(line) as Report;
  } catch {
    return undefined;
  }
}
