/** The verdicts as a table, in Markdown and as a page. */

import type { Beside, Experiment } from "./experiment.ts";
import { NORM_NAMES } from "../model/norms.ts";
import { escapeHtml } from "./escape_html.ts";
import { differenceInWords, figure } from "./figures_in_words.ts";
import { confidenceInterval, type Interval } from "./interval.ts";
import type { Scale } from "./laboratory.ts";
import { judge, type Result, type Verdict } from "./verdict.ts";

/** What a report is made of. */
export interface ReportInput {
  readonly experiments: readonly Experiment[];
  readonly results: readonly Result[];
  readonly scale: Scale;
  readonly seeds: number;
}

const NAMES: { readonly [norm in Beside]?: string } = {
  none: "no norm",
  stock: "stock batch norm",
};

interface Row {
  readonly experiment: Experiment;
  readonly verdict: Verdict | undefined;
}

function rowsOf({ experiments, results }: ReportInput): Row[] {
  return experiments.map((experiment) => {
    const result = results.find(({ id }) => id === experiment.id)!;
    return { experiment, verdict: judge(experiment, result) };
  });
}

/** The table, and under it what was done for each row. */
export function renderMarkdown(input: ReportInput): string {
  const rows = rowsOf(input);
  const table = rows.map(({ experiment, verdict }) =>
    `| ${experiment.id} | ${experiment.row} | ${
      verdict === undefined
        ? "diverged | diverged | – | –"
        : `${figure(verdict.batch.mean)} | ${figure(verdict.instance.mean)} | ${
          differenceInWords(experiment, verdict)
        } | **${verdict.word}**`
    } |`
  );
  const notes = rows.map(({ experiment, verdict }) =>
    `- **${experiment.id}**, "${experiment.claim}" ${experiment.protocol} Number: ${experiment.metric}.${
      experiment.limits ? ` ${experiment.limits}` : ""
    }${others(input, experiment)}${
      verdict?.diverged ? ` Diverged: ${verdict.diverged} of ${input.seeds}.` : ""
    }`
  );
  return `# The article's claims, measured

${describe(input)}

| | claim | batch norm | instance norm | difference, 95 % | verdict |
| --- | --- | --- | --- | --- | --- |
${table.join("\n")}

${notes.join("\n")}
`;
}

/** The same as a page with bars, for people who have never heard of either norm. */
export function renderPage(input: ReportInput, css: string): string {
  const cards = rowsOf(input).map(({ experiment, verdict }) => {
    const remarks = `${experiment.limits ?? ""}${others(input, experiment)}`.trim();
    return `<article>
<header><span class="id">${experiment.id}</span>
<h2>${escapeHtml(experiment.row)}</h2>
<span class="verdict ${(verdict?.word ?? "not shown").replaceAll(" ", "-")}">${
      verdict?.word ?? "diverged"
    }</span></header>
<blockquote>${escapeHtml(experiment.claim)}</blockquote>
<p>${escapeHtml(experiment.protocol)}</p>
${verdict === undefined ? "<p>Every run diverged.</p>" : bars(verdict)}
<p class="metric">${escapeHtml(experiment.metric)}${
      verdict === undefined ? "" : `. Difference (95 %): ${differenceInWords(experiment, verdict)}`
    }</p>
${remarks === "" ? "" : `<p>${escapeHtml(remarks)}</p>`}
</article>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Instance norm and batch norm: the claims, measured</title>
<style>${css}</style>
<main>
<h1>Instance norm and batch norm</h1>
<p class="lead">A normalization layer keeps the numbers inside a network on an even keel. <b>Batch norm</b>
goes by the average over a whole batch of pictures; <b>instance norm</b> by each picture alone. An
article lists what follows from that. Here each sentence is an experiment.</p>
<p>${escapeHtml(describe(input))}</p>
${cards.join("\n")}
</main>
</html>
`;
}

function describe({ scale, seeds }: ReportInput): string {
  return `Pairs of generators that differ in their norm alone: equal first weights, equal pictures in equal ` +
    `order (${scale.size} pixels, ${scale.pictures} in all, width ${scale.width}, ${scale.blocks} blocks), ` +
    `${seeds} pairs each. Where it says "classifier", small classifiers of rendered forms instead. The ` +
    `difference is batch minus instance, or minus no norm where it says so, with Student's 95 % interval ` +
    `over pairs. ` +
    `A claim holds if the whole interval is on its side.`;
}

function bars({ batch, instance }: Verdict): string {
  const most = Math.max(Math.abs(batch.mean), Math.abs(instance.mean)) || 1;
  const bar = (name: string, { mean }: Interval) =>
    `<div class="bar"><span>${name}</span><div class="track"><div class="${
      name.split(" ")[0]
    }" style="width:${(100 * Math.abs(mean) / most).toFixed(1)}%"></div></div><b>${
      figure(mean)
    }</b></div>`;
  return `${bar("batch norm", batch)}\n${bar("instance norm", instance)}`;
}

/** What was measured of norms that the claim is not about. */
function others({ results }: ReportInput, { id }: Experiment): string {
  const seeds = results.find((result) => result.id === id)!.seeds
    .filter((seed) => seed !== undefined);
  const all: readonly Beside[] = [...NORM_NAMES, "stock"];
  const norms = all.filter((norm) =>
    norm !== "batch" && norm !== "instance" && seeds.every((seed) => seed[norm] !== undefined)
  );
  if (norms.length === 0 || seeds.length === 0) return "";
  const each = norms.map((norm) => {
    return `${NAMES[norm] ?? `${norm} norm`} ${
      figure(confidenceInterval(seeds.map((seed) => seed[norm]!)).mean)
    }`;
  });
  return ` Beside them: ${each.join(", ")}.`;
}
