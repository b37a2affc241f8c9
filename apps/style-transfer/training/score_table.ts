/** All held-out scores of a run, as a table of its report. */

import { escapeHtml } from "../lab/escape_html.ts";
import { type HeldOutScores, rank } from "./held_out.ts";
import type { Report } from "./run_folder.ts";

/** What a score is called, and how it is read. */
export interface ScoreRow {
  readonly name: keyof HeldOutScores;
  readonly label: string;
  readonly digits: number;
}

/** All scores that there may be. */
export const SCORE_ROWS: readonly ScoreRow[] = [
  { name: "l1", label: "L1 to the truth (lower is better)", digits: 4 },
  { name: "ssim", label: "SSIM to the truth (higher is better)", digits: 3 },
  { name: "multiScaleSsim", label: "SSIM over scales (higher)", digits: 3 },
  { name: "blurredSsim", label: "SSIM of what is left of it when blurred (higher)", digits: 3 },
  {
    name: "swd",
    label: "Patches: sliced Wasserstein distance to the style, times 1000",
    digits: 1,
  },
  { name: "kernel", label: "Random features: kernel distance to the style, times 1000", digits: 1 },
  { name: "strokes", label: "Strokes: Gram distance to the style, from 0 to 1", digits: 3 },
  { name: "palette", label: "Colors: transport to the style, in units of Lab", digits: 2 },
  { name: "paletteChiSquared", label: "Colors: chi-squared to the style, from 0 to 1", digits: 3 },
];

/** The first, the best and the last report side by side, as HTML; nothing where there is no report. */
export function scoreTable(reports: readonly Report[]): string {
  const [first] = reports, last = reports.at(-1);
  if (first === undefined || last === undefined) return "";
  const best = reports.reduce((a, b) => rank(b.scores) < rank(a.scores) ? b : a);
  const shown = [first, best, last];
  return table(shown.map(({ step, scores }, i) => {
    return { title: `${["first", "best", "last"][i]}, step ${step}`, scores };
  }));
}

/** Of several styles, the last report of each side by side, as HTML; nothing where there is one style. */
export function styleTable(reports: readonly Report[]): string {
  const last = reports.at(-1);
  if (last?.styles === undefined) return "";
  return `<h3>Each style by itself, step ${last.step}</h3>
${table(last.styles.map(({ style, scores }) => ({ title: style, scores })))}`;
}

interface ScoreColumn {
  readonly title: string;
  readonly scores: HeldOutScores;
}

function table(columns: readonly ScoreColumn[]): string {
  const rows = SCORE_ROWS.filter(({ name }) =>
    columns.some(({ scores }) => scores[name] !== undefined)
  );
  const cell = ({ name, digits }: ScoreRow, { scores }: ScoreColumn) =>
    `<td>${scores[name]?.toFixed(digits) ?? ""}</td>`;
  return `<div class="wide"><table>
<tr><td></td>${columns.map(({ title }) => `<th>${escapeHtml(title)}</th>`).join("")}</tr>
${
    rows.map((row) =>
      `<tr><th>${row.label}</th>${columns.map((column) => cell(row, column)).join("")}</tr>`
    ).join("\n")
  }
</table></div>`;
}
