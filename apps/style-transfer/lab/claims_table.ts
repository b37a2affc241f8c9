/** The short table, for the README: each row of the article with its verdict. */

import { ARTICLE, type ArticleRow } from "./article.ts";
import { keepMeasured } from "./cited.ts";
import type { Arm, Experiment } from "./experiment.ts";
import { differenceInWords, figure, nameArm } from "./figures_in_words.ts";
import type { ReportInput } from "./report.ts";
import { judge, type Verdict, type Word } from "./verdict.ts";

const HEAD = ["The article says", "Measured", "Difference, 95 %", "Verdict", "Why"];

const SHORT: { readonly [arm in Arm]?: string } = {
  batch: "BN",
  instance: "IN",
  stock: "stock BN",
};

/** A Markdown table; rows whose first experiment was not measured are left out. */
export function renderClaims(
  input: ReportInput,
  article: readonly ArticleRow[] = ARTICLE,
): string {
  const rows = judgeRows(input, article)
    .filter(({ row, all }) => all[0]!.experiment.id === row.experiments[0])
    .map(({ row, all }) => cells(row, all, input.seeds));
  const lines = [HEAD, HEAD.map(() => "---"), ...rows];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

/** A row of the article with the experiments on it that were measured, one at least. */
export interface JudgedRow {
  readonly row: ArticleRow;
  readonly all: readonly Judged[];
  readonly word: Word;
}

/** The rows of which anything was measured; why they come out so, as far as that was. */
export function judgeRows(
  input: ReportInput,
  article: readonly ArticleRow[] = ARTICLE,
): JudgedRow[] {
  const ids = input.results.map(({ id }) => id);
  return article.flatMap((row) => {
    const all = row.experiments.flatMap((id) => judged(input, id) ?? []);
    if (all.length === 0) return [];
    const measured = { ...row, why: keepMeasured(row.why, ids) };
    return [{ row: measured, all, word: wordForAll(all.map(wordOf)) }];
  });
}

/**
 * The verdict on a row from those on its experiments: "holds" if all do, "holds with limits" if some hold
 * or hold with limits, and otherwise the worst.
 */
export function wordForAll(words: readonly Word[]): Word {
  if (words.every((word) => word === "holds")) return "holds";
  if (words.some((word) => word.startsWith("holds"))) return "holds with limits";
  return words.includes("does not hold") ? "does not hold" : "not shown";
}

/** An experiment, and what came of it. */
export interface Judged {
  readonly experiment: Experiment;
  /** Absent if every run diverged. */
  readonly verdict: Verdict | undefined;
}

function judged({ experiments, results }: ReportInput, id: string): Judged | undefined {
  const experiment = experiments.find((one) => one.id === id);
  const result = results.find((one) => one.id === id);
  if (experiment === undefined || result === undefined) return undefined;
  return { experiment, verdict: judge(experiment, result) };
}

function cells(
  { row, says, why }: ArticleRow,
  all: readonly Judged[],
  seeds: number,
): string[] {
  const [{ experiment, verdict }, ...others] = all as [Judged, ...Judged[]];
  const word = wordForAll(all.map((one) => wordOf(one)));
  const beside = others.map((one) => `${one.experiment.id} ${wordOf(one)}`).join(", ");
  const figures = verdict === undefined ? ["no figures", "–"] : [
    `${experiment.metric}: ${armFigures(experiment, verdict)}`,
    differenceInWords(experiment, verdict),
  ];
  return [
    `**${row}.** ${says}`,
    `${experiment.id}, ${figures[0]}${divergedPairs(all, seeds)}`,
    figures[1]!,
    `**${word}**${beside === "" ? "" : ` (${experiment.id} ${wordOf(all[0]!)}, ${beside})`}`,
    why,
  ];
}

/** How many pairs of each experiment diverged: they are in no figure. */
function divergedPairs(all: readonly Judged[], seeds: number): string {
  const each = all.flatMap(({ experiment, verdict }) => {
    const diverged = verdict?.diverged ?? seeds;
    return diverged === 0 ? [] : [`${experiment.id} ${diverged} of ${seeds}`];
  });
  return each.length === 0 ? "" : `; diverged: ${each.join(", ")}`;
}

/** The two norms, and a third arm where batch norm is not compared with instance norm. */
function armFigures(experiment: Experiment, { arms }: Verdict): string {
  const { compared = "batch", against = "instance" } = experiment;
  const shown = new Set<Arm | number>(["batch", "instance", compared, against]);
  return [...arms].filter(([arm]) => shown.has(arm)).map(([arm, { mean }]) =>
    `${SHORT[arm] ?? nameArm(experiment, arm)} ${figure(mean)}`
  ).join(", ");
}

function wordOf({ verdict }: Judged): Word {
  return verdict?.word ?? "not shown";
}
