/** Runs experiments, seed by seed, and keeps what it has measured. */

import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { getBackend } from "@tensorflow/tfjs-core";
import { writeFileAtomically } from "../images/write_file.ts";
import { DivergedError } from "../training/trainer.ts";
import type { Arm, Curves, Experiment, Measured } from "./experiment.ts";
import { Laboratory, type Scale } from "./laboratory.ts";
import { secondsLeft } from "./seconds_left.ts";
import { composeStrip, encodeStrip } from "./strip.ts";
import type { Result } from "./verdict.ts";

/** How to run. */
export interface LabOptions {
  readonly experiments: readonly Experiment[];
  readonly scale: Scale;
  /** Seeds from 1 to this. */
  readonly seeds: number;
  /**
   * Where trained generators and measured numbers are kept: what is there is not done again, unless it was
   * done at another scale or on another backend.
   */
  readonly folder: string;
  /** Called before each training and each measurement; with the seconds left, once that can be said. */
  readonly onWork: (what: string, secondsLeft?: number) => void;
}

/** What came out. */
export interface LabRun {
  readonly results: readonly Result[];
  /** How long each experiment took over all seeds, with the trainings that it was the first to ask for. */
  readonly seconds: Readonly<Record<string, number>>;
  /** PNG files by the id of their experiment: strips of the first seed. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** One experiment with one seed, as it is kept. */
interface Cell {
  /** At which scale, and on which backend. */
  readonly conditions: string;
  readonly seconds: number;
  /** Null for a training that diverged: that is a result. */
  readonly measured: Measured | null;
  /** Where the experiment has a curve. */
  readonly curves?: Curves;
}

/** The seed whose generators paint the strips. */
const SHOWN_SEED = 1;

/** Measures all experiments for all seeds; what diverges is reported as such. */
export async function runLab(
  { experiments, scale, seeds, folder, onWork }: LabOptions,
): Promise<LabRun> {
  const cells: Cell[][] = experiments.map(() => []);
  const pictures = new Map<string, Uint8Array>();
  const seconds = () => cells.map((own) => own.map((cell) => cell.seconds));
  const laboratory = new Laboratory(scale, join(folder, "generators", getBackend()), (name) => {
    onWork(`training ${name}`, secondsLeft(seconds(), seeds));
  });
  await mkdir(join(folder, "measured", scale.name), { recursive: true });
  for (let seed = 1; seed <= seeds; seed++) {
    for (const [i, experiment] of experiments.entries()) {
      const place = join(folder, "measured", scale.name, `${experiment.id}-seed${seed}`);
      const path = `${place}.json`;
      let cell = await readCell(path);
      if (cell?.conditions !== conditionsText(scale, experiment)) {
        onWork(`seed ${seed} of ${seeds}: ${experiment.id}`, secondsLeft(seconds(), seeds));
        // Of former conditions; a cell of these ones has a strip of these ones, or none yet.
        await rm(`${place}.png`, { force: true });
        cell = await measure(experiment, { laboratory, seed });
        await writeFileAtomically(path, new TextEncoder().encode(JSON.stringify(cell)));
      }
      cells[i]!.push(cell);
      if (seed !== SHOWN_SEED || cell.measured === null) continue;
      const strip = await paintStrip(experiment, { laboratory, path: `${place}.png` });
      if (strip !== undefined) pictures.set(experiment.id, strip);
    }
  }
  return {
    pictures,
    results: experiments.map(({ id, curve, revision }, i) => ({
      id,
      ...(revision === undefined ? {} : { revision }),
      seeds: cells[i]!.map(({ measured }) => measured ?? undefined),
      ...(curve ? { curves: cells[i]!.map(({ curves }) => curves) } : {}),
    })),
    seconds: Object.fromEntries(
      experiments.map(({ id }, i) => [id, cells[i]!.reduce((sum, cell) => sum + cell.seconds, 0)]),
    ),
  };
}

async function measure(
  experiment: Experiment,
  { laboratory, seed }: { readonly laboratory: Laboratory; readonly seed: number },
): Promise<Cell> {
  const started = performance.now();
  const curves: { [arm in Arm]?: readonly number[] } = {};
  const notebook = {
    curve: (arm: Arm, numbers: readonly number[]) => void (curves[arm] = numbers),
  };
  const measured = await attempt(() => experiment.measure(laboratory, seed, notebook));
  for (const [arm, number] of Object.entries(measured ?? {})) {
    // JSON would make a null of it, and means a nought of that.
    if (!Number.isFinite(number)) throw new Error(`${experiment.id}: ${arm} gave ${number}`);
  }
  const seconds = (performance.now() - started) / 1000;
  const conditions = conditionsText(laboratory.scale, experiment);
  const hasCurve = experiment.curve !== undefined && measured !== null;
  return { conditions, seconds, measured, ...(hasCurve ? { curves } : {}) };
}

/** The strip of an experiment, from its file if it is there already. */
async function paintStrip(
  { strip }: Experiment,
  { laboratory, path }: { readonly laboratory: Laboratory; readonly path: string },
): Promise<Uint8Array | undefined> {
  if (strip === undefined) return undefined;
  const found = await readFile(path).catch(() => undefined);
  if (found !== undefined) return found;
  const bytes = await encodeStrip(composeStrip(await strip.paint(laboratory, SHOWN_SEED)));
  await writeFileAtomically(path, bytes);
  return bytes;
}

/** Null for a training that diverged. */
async function attempt(f: () => Promise<Measured>): Promise<Measured | null> {
  try {
    return await f();
  } catch (error) {
    if (error instanceof DivergedError) return null;
    throw error;
  }
}

/** Everything that a number depends on beside its seed; how many seeds there are is not among it. */
function conditionsText({ seeds: _, ...size }: Scale, { revision }: Experiment): string {
  return JSON.stringify({ ...size, backend: getBackend(), revision });
}

/** Undefined where there is nothing yet, or half a file. */
async function readCell(path: string): Promise<Cell | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Cell;
  } catch {
    return undefined;
  }
}
