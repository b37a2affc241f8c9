/** The report as a page, for people who have never heard of either norm. */

import { linkExperiments, renderAdvice } from "./advice.ts";
import { pill, renderCard } from "./card.ts";
import { type JudgedRow, judgeRows } from "./claims_table.ts";
import { escapeHtml } from "./escape_html.ts";
import { firstUses } from "./glossary.ts";
import { INTRODUCTION, renderReading, VERDICTS } from "./introduction.ts";
import type { PageAssets } from "./page_assets.ts";
import { type CurvePlot, curvePlot, type PointPlot, pointPlot } from "./plot_data.ts";
import type { ReportInput } from "./report.ts";
import type { Result } from "./verdict.ts";

/** One file that opens from the disk: plots, pictures and all. */
export function renderPage(input: ReportInput, { css, script, advice }: PageAssets): string {
  const { scale, seeds, pictures } = input;
  const rows = judgeRows(input);
  // Every experiment has its card under the row that it names.
  const owned = rows.map((row) => ({
    ...row,
    own: row.all.filter(({ experiment }) => experiment.row === row.row.row),
  }));
  const experiments = owned.flatMap(({ own }) => own.map(({ experiment }) => experiment));
  const terms = firstUses(experiments);
  const resultOf = (id: string): Result => input.results.find((result) => result.id === id)!;
  const points: Record<string, PointPlot> = {};
  const curves: Record<string, CurvePlot> = {};
  const ids = experiments.map(({ id }) => id);
  const sections = owned.map((row) => {
    const cards = row.own.map(({ experiment, verdict }) => {
      const { id } = experiment;
      const curve = curvePlot(experiment, resultOf(id), scale);
      if (verdict !== undefined) points[id] = pointPlot(experiment, verdict, resultOf(id));
      if (curve !== undefined) curves[id] = curve;
      const strip = pictures?.get(id);
      return renderCard({ experiment, verdict, seeds, terms: terms.get(id)!, curve, strip });
    });
    return renderSection(row, { cards, ids });
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Instance norm and batch norm: the claims, measured</title>
<style>${css}</style>
<main>
${INTRODUCTION}
<h2 id="verdicts">What came out</h2>
${VERDICTS}
<div class="wide"><table class="verdicts">
${rows.map(renderLine).join("\n")}
</table></div>
${renderReading(input)}
${sections.join("\n")}
<section id="advice">
${renderAdvice(advice, ids)}
</section>
</main>
<script>const POINTS = ${json(points)}, CURVES = ${json(curves)};
${script}</script>
</html>
`;
}

function renderLine({ row, word }: JudgedRow): string {
  return `<tr><td><a href="#${anchor(row.row)}">${escapeHtml(row.row)}</a><br>${
    escapeHtml(row.says)
  }</td><td>${pill(word)}</td></tr>`;
}

function renderSection(
  { row, all, word }: JudgedRow,
  { cards, ids }: { readonly cards: readonly string[]; readonly ids: readonly string[] },
): string {
  const elsewhere = all.filter(({ experiment }) => experiment.row !== row.row).map((
    { experiment: { id, question }, verdict },
  ) =>
    `<li><a href="#${id}">${id}</a> ${escapeHtml(question)} ${
      pill(verdict?.word ?? "diverged")
    }</li>`
  );
  return `<section id="${anchor(row.row)}">
<h2>${escapeHtml(row.row)}</h2>
<p>The article, in short: ${escapeHtml(row.says)}. Altogether: ${pill(word)}</p>
${row.why === "" ? "" : `<p>${linkExperiments(row.why, ids)}</p>`}
${cards.join("\n")}
${elsewhere.length === 0 ? "" : `<p>Also on this:</p>\n<ul>${elsewhere.join("\n")}</ul>`}
</section>`;
}

function anchor(row: string): string {
  return row.toLowerCase().replace(/[^a-z]+/g, "-");
}

/** JSON that cannot end the script it stands in. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
