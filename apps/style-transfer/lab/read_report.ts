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
    readonly revision?: number;
    readonly seeds: readonly (Measured | null)[];
    readonly curves?: readonly (Curves | null)[];
  }[];
}

/**
 * Reads what `style lab` wrote as `lab.json`; strips of pictures are files beside it.
 *
 * @throws {Error} If it has an experiment that there no longer is, or numbers of another revision of one.
 */
export function readReport(
  text: string,
  pictures: ReadonlyMap<string, Uint8Array> = new Map(),
): ReportInput {
  const { scale, seeds, results } = JSON.parse(text) as LabJson;
  const experiments = results.map(({ id, revision }) => {
    const experiment = EXPERIMENTS.find((one) => one.id === id);
    if (experiment === undefined) throw new Error(`there is no experiment "${id}" any more`);
    if (revision !== experiment.revision) {
      throw new Error(`${id} measures something else by now: run it again`);
    }
    return experiment;
  });
  return {
    experiments,
    scale,
    seeds,
    pictures,
    results: results.map(({ id, revision, seeds, curves }) => ({
      id,
      ...(revision === undefined ? {} : { revision }),
      seeds: seeds.map((seed) => seed ?? undefined),
      ...(curves ? { curves: curves.map((curve) => curve ?? undefined) } : {}),
    })),
  };
}
