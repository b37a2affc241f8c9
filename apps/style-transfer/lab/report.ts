/** The verdicts as a table, in Markdown. */

import type { Arm, Experiment } from "./experiment.ts";
import { differenceInWords, figure, nameArm } from "./figures_in_words.ts";
import type { Scale } from "./laboratory.ts";
import { judge, type Result, type Verdict } from "./verdict.ts";

/** What a report is made of. */
export interface ReportInput {
  readonly experiments: readonly Experiment[];
  readonly results: readonly Result[];
  readonly scale: Scale;
  readonly seeds: number;
  /** PNG files by the id of their experiment. Default: none. */
  readonly pictures?: ReadonlyMap<string, Uint8Array>;
}

/** The folder of the strips, beside the report. */
export const PICTURE_FOLDER = "pictures";

/** The table, under it what was done for each row, and the pictures, which are files beside it. */
export function renderMarkdown(input: ReportInput): string {
  const rows = input.experiments.map((experiment) => ({
    experiment,
    verdict: judge(experiment, input.results.find(({ id }) => id === experiment.id)!),
  }));
  const table = rows.map(({ experiment, verdict }) =>
    `| ${experiment.id} | ${experiment.row} | ${
      verdict === undefined
        ? "diverged | diverged | – | –"
        : `${mean(experiment, verdict, "batch")} | ${mean(experiment, verdict, "instance")} | ${
          differenceInWords(experiment, verdict)
        } | **${verdict.word}**`
    } |`
  );
  const notes = rows.map(({ experiment, verdict }) =>
    `- **${experiment.id}**, "${experiment.claim}" ${experiment.question} ${experiment.protocol} Number: ${experiment.metric}.${
      experiment.limits ? ` ${experiment.limits}` : ""
    }${others(experiment, verdict)}${
      verdict?.diverged ? ` Diverged: ${verdict.diverged} of ${input.seeds}.` : ""
    }`
  );
  return `# The article's claims, measured

${describe(input)}

| id | claim | batch norm | instance norm | difference, 95 % | verdict |
| --- | --- | --- | --- | --- | --- |
${table.join("\n")}

${notes.join("\n")}
${strips(input)}`;
}

/** What was trained, and what an interval is. */
export function describe({ scale, seeds }: ReportInput): string {
  return `Pairs of generators that differ in their norm alone, unless the note says otherwise: equal first weights, equal pictures in equal ` +
    `order (${scale.size} pixels, ${scale.pictures} in all, width ${scale.width}, ${scale.blocks} blocks), ` +
    `${seeds} pairs each. Where it says "classifier", small classifiers of rendered forms instead. The ` +
    `difference is batch minus instance, or minus what it says there, with Student's 95 % interval ` +
    `over pairs. ` +
    `A claim holds if the whole interval is on its side; one that a number is not 0, where the other is to ` +
    `the bit, if every pair shows it.`;
}

function mean(experiment: Experiment, { arms }: Verdict, arm: Arm): string {
  const interval = arms.get(arm);
  if (interval === undefined) return "–";
  const name = experiment.names?.[arm];
  return `${figure(interval.mean)}${name === undefined ? "" : ` (${name})`}`;
}

/** What was measured of norms that the claim is not about. */
function others(experiment: Experiment, verdict: Verdict | undefined): string {
  const each = [...verdict?.arms ?? []]
    .filter(([arm]) => arm !== "batch" && arm !== "instance")
    .map(([arm, interval]) => `${nameArm(experiment, arm)} ${figure(interval.mean)}`);
  return each.length === 0 ? "" : ` Beside them: ${each.join(", ")}.`;
}

function strips({ experiments, pictures }: ReportInput): string {
  const all = experiments.flatMap(({ id, strip }) =>
    strip !== undefined && pictures?.has(id)
      ? [
        `**${id}**, from above: ${
          strip.rows.join("; ")
        }. ${strip.look}\n\n![${id}](${PICTURE_FOLDER}/${id}.png)\n`,
      ]
      : []
  );
  return all.length === 0
    ? ""
    : `\n## What it looks like\n\nOf the first pair.\n\n${all.join("\n")}`;
}
