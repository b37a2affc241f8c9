/** The short table, for the README: each row of the article with its verdict. */

import { ARTICLE, type ArticleRow } from "./article.ts";
import type { Experiment } from "./experiment.ts";
import { differenceInWords, figure } from "./figures_in_words.ts";
import type { ReportInput } from "./report.ts";
import { judge, type Verdict, type Word } from "./verdict.ts";

const HEAD = ["The article says", "Measured", "Difference, 95 %", "Verdict", "Why"];

/** A Markdown table; rows whose first experiment was not measured are left out. */
export function renderClaims(
  input: ReportInput,
  article: readonly ArticleRow[] = ARTICLE,
): string {
  const rows = article.flatMap((row) => {
    const measured = row.experiments.flatMap((id) => judged(input, id) ?? []);
    if (measured[0]?.experiment.id !== row.experiments[0]) return [];
    return [cells(row, measured, input.seeds)];
  });
  const lines = [HEAD, HEAD.map(() => "---"), ...rows];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

/**
 * The verdict on a row from those on its experiments: what all say, "holds with limits" where only some
 * hold, and otherwise the worst.
 */
export function wordForAll(words: readonly Word[]): Word {
  if (words.every((word) => word === "holds")) return "holds";
  if (words.some((word) => word.startsWith("holds"))) return "holds with limits";
  return words.includes("does not hold") ? "does not hold" : "not shown";
}

interface Judged {
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
    `${experiment.metric}: BN ${figure(verdict.batch.mean)}, IN ${figure(verdict.instance.mean)}` +
    thirdFigure(experiment, verdict),
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

/** The third figure, where the difference is not that of the two. */
function thirdFigure({ against }: Experiment, { batch, difference }: Verdict): string {
  if (against !== "none" && against !== "stock") return "";
  const name = against === "none" ? "no norm" : "stock BN";
  return `, ${name} ${figure(batch.mean - difference.mean)}`;
}

function wordOf({ verdict }: Judged): Word {
  return verdict?.word ?? "not shown";
}
