/** Runs experiments, seed by seed, and keeps what it has measured. */

import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomically } from "../images/write_file.ts";
import { DivergedError } from "../training/trainer.ts";
import type { Experiment, Measured } from "./experiment.ts";
import { Laboratory, type Scale } from "./laboratory.ts";
import type { Result } from "./verdict.ts";

/** How to run. */
export interface LabOptions {
  readonly experiments: readonly Experiment[];
  readonly scale: Scale;
  /** Seeds from 1 to this. */
  readonly seeds: number;
  /** Where trained generators and measured numbers are kept: what is there is not done again. */
  readonly folder: string;
  /** Called before each training and each measurement. */
  readonly onWork: (what: string) => void;
}

/** Measures all experiments for all seeds; what diverges is reported as such. */
export async function runLab(
  { experiments, scale, seeds, folder, onWork }: LabOptions,
): Promise<Result[]> {
  const laboratory = new Laboratory(scale, join(folder, "generators"), (name) => {
    onWork(`training ${name}`);
  });
  const results = experiments.map(({ id }) => ({ id, seeds: [] as (Measured | undefined)[] }));
  await mkdir(join(folder, "measured", scale.name), { recursive: true });
  for (let seed = 1; seed <= seeds; seed++) {
    for (const [i, experiment] of experiments.entries()) {
      const path = join(folder, "measured", scale.name, `${experiment.id}-seed${seed}.json`);
      let measured = await readMeasured(path);
      if (measured === undefined) {
        onWork(`seed ${seed} of ${seeds}: ${experiment.id}`);
        measured = await measure(experiment, { laboratory, seed });
        await writeFileAtomically(path, new TextEncoder().encode(JSON.stringify(measured)));
      }
      results[i]!.seeds.push(measured ?? undefined);
    }
  }
  return results;
}

/** Null for a training that diverged: that is a result. */
async function measure(
  experiment: Experiment,
  { laboratory, seed }: { readonly laboratory: Laboratory; readonly seed: number },
): Promise<Measured | null> {
  try {
    return await experiment.measure(laboratory, seed);
  } catch (error) {
    if (error instanceof DivergedError) return null;
    throw error;
  }
}

/** Undefined where there is nothing yet, or half a file. */
async function readMeasured(path: string): Promise<Measured | null | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Measured | null;
  } catch {
    return undefined;
  }
}
