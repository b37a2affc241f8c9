/** The verdicts as a table, in Markdown and as a page. */

import type { Experiment } from "./experiment.ts";
import type { Interval } from "./interval.ts";
import type { Scale } from "./laboratory.ts";
import { judge, type Result, type Verdict } from "./verdict.ts";

/** What a report is made of. */
export interface ReportInput {
  readonly experiments: readonly Experiment[];
  readonly results: readonly Result[];
  readonly scale: Scale;
  readonly seeds: number;
}

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
          range(verdict.difference)
        } | **${verdict.word}**`
    } |`
  );
  const notes = rows.map(({ experiment, verdict }) =>
    `- **${experiment.id}**, "${experiment.claim}" ${experiment.protocol} Number: ${experiment.metric}.${
      experiment.limits ? ` ${experiment.limits}` : ""
    }${verdict?.diverged ? ` Diverged: ${verdict.diverged} of ${input.seeds}.` : ""}`
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
  const cards = rowsOf(input).map(({ experiment, verdict }) =>
    `<article>
<header><span class="id">${experiment.id}</span>
<h2>${escape(experiment.row)}</h2>
<span class="verdict ${(verdict?.word ?? "not shown").replaceAll(" ", "-")}">${
      verdict?.word ?? "diverged"
    }</span></header>
<blockquote>${escape(experiment.claim)}</blockquote>
<p>${escape(experiment.protocol)}</p>
${verdict === undefined ? "<p>Every run diverged.</p>" : bars(verdict)}
<p class="metric">${escape(experiment.metric)}${
      verdict === undefined ? "" : `. Difference (95 %): ${range(verdict.difference)}`
    }</p>
${experiment.limits ? `<p>${escape(experiment.limits)}</p>` : ""}
</article>`
  );
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
<p>${escape(describe(input))}</p>
${cards.join("\n")}
</main>
</html>
`;
}

function describe({ scale, seeds }: ReportInput): string {
  return `Pairs of generators that differ in their norm alone: equal first weights, equal pictures in equal ` +
    `order (${scale.size} pixels, ${scale.pictures} in all, width ${scale.width}, ${scale.blocks} blocks), ` +
    `${seeds} pairs each. The difference is batch minus instance, with Student's 95 % interval over pairs. ` +
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

function range({ low, high }: Interval): string {
  return Number.isFinite(low) ? `${figure(low)} to ${figure(high)}` : "one pair only";
}

/** Three digits; an exact zero stands as one. */
function figure(value: number): string {
  return value === 0 ? "0" : String(Number(value.toPrecision(3)));
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
