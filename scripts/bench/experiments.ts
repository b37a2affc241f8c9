/** Every experiment, by the name that the command line knows. */

import {
  type Experiment,
  type Measurements,
  runExperiment,
  type RunOptions,
  type Selection,
} from "./_experiment.ts";
import type { ReportView } from "./_report.ts";
import { normTargets, type Target } from "./_targets.ts";
import { adapterExperiment, adapterTargets, adapterView } from "./adapter_experiment.ts";
import { convExperiment, convTargets, convView } from "./conv_experiment.ts";
import { normExperiment, normView } from "./norm_experiment.ts";
import { PRESET_ID } from "./step_cases.ts";
import { stepExperiment, stepTargets, stepView } from "./step_experiment.ts";

/** One experiment, whatever its cases are. */
export interface Bench {
  /** Where the report goes. */
  readonly report: string;
  /** Cases for the hasty: those whose id contains one of these. */
  readonly quick: readonly string[];
  /** How long everyone warms up, where that is not the usual time. */
  readonly warmUpMs?: number;
  /** The same in the first case, if it is more there. */
  readonly firstWarmUpMs?: number;
  /** How long a sample is at least, where that is not the usual time. */
  readonly sampleMs?: number;
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
    quick: ["4×64×64×64"],
    ...bench(normExperiment),
    view: normView,
    targets: normTargets,
  },
  conv: {
    report: "scripts/bench/conv_report.md",
    quick: ["3×3 64→64"],
    ...bench(convExperiment),
    view: convView,
    targets: convTargets,
  },
  step: {
    report: "scripts/bench/step_report.md",
    quick: [PRESET_ID, "draw"],
    // Training takes minutes; of its first steps, compilers make most, and they are not done for a hundred.
    warmUpMs: 3000,
    firstWarmUpMs: 12_000,
    // And it does one step after the other: caches know its code and data, and its threads are awake.
    sampleMs: 400,
    ...bench(stepExperiment),
    view: stepView,
    targets: stepTargets,
  },
  adapter: {
    report: "scripts/bench/adapter_report.md",
    quick: ["batch"],
    ...bench(adapterExperiment),
    view: adapterView,
    targets: adapterTargets,
  },
};

function bench<C extends { readonly id: string }>(
  create: (selection: Selection) => Experiment<C>,
): Pick<Bench, "list" | "run"> {
  return {
    list: (selection) => {
      const { contenders, cases } = create(selection);
      return [...contenders, ...cases].map(({ id }) => id);
    },
    run: (selection, options) => runExperiment(create(selection), options),
  };
}
