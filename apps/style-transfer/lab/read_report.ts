/** The figures of a finished run, back from its JSON. */

import type { Curves, Measured } from "./experiment.ts";
import { EXPERIMENTS } from "./experiments.ts";
import type { Scale } from "./laboratory.ts";
import type { ReportInput } from "./report.ts";

/** What `lab.json` holds; JSON has no undefined, so null stands for what diverged. */
interface LabJson {
  readonly scale: Scale;
  readonly seeds: number;
  readonly results: readonly {
    readonly id: string;
    readonly seeds: readonly (Measured | null)[];
    readonly curves?: readonly (Curves | null)[];
  }[];
}

/**
 * Reads what `style lab` wrote as `lab.json`; strips of pictures are files beside it.
 *
 * @throws {Error} If it has an experiment that there no longer is.
 */
export function readReport(
  text: string,
  pictures: ReadonlyMap<string, Uint8Array> = new Map(),
): ReportInput {
  const { scale, seeds, results } = JSON.parse(text) as LabJson;
  const experiments = results.map(({ id }) => {
    const experiment = EXPERIMENTS.find((one) => one.id === id);
    if (experiment === undefined) throw new Error(`there is no experiment "${id}" any more`);
    return experiment;
  });
  return {
    experiments,
    scale,
    seeds,
    pictures,
    results: results.map(({ id, seeds, curves }) => ({
      id,
      seeds: seeds.map((seed) => seed ?? undefined),
      ...(curves ? { curves: curves.map((curve) => curve ?? undefined) } : {}),
    })),
  };
}
