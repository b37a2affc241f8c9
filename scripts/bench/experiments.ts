/** Every experiment, by the name that the command line knows. */

import {
  type Measurements,
  runExperiment,
  type RunOptions,
  type Selection,
} from "./_experiment.ts";
import type { ReportView } from "./_report.ts";
import { normTargets, type Target } from "./_targets.ts";
import { normExperiment, normView } from "./norm_experiment.ts";

/** One experiment, whatever its cases are. */
export interface Bench {
  /** Where the report goes. */
  readonly report: string;
  /** Ids of contenders and cases. */
  list(selection: Selection): string[];
  run(selection: Selection, options: RunOptions): Promise<Measurements>;
  view(): ReportView;
  targets(measurements: Measurements): Target[];
}

/** The first one is the default. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  norm: {
    report: "scripts/bench/report.md",
    list: (selection) => {
      const { contenders, cases } = normExperiment(selection);
      return [...contenders, ...cases].map(({ id }) => id);
    },
    run: (selection, options) => runExperiment(normExperiment(selection), options),
    view: normView,
    targets: normTargets,
  },
};
