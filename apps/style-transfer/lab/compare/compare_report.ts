/** A comparison of norms on somebody's own pictures, in Markdown and as a page. */

import type { HeldOutScores } from "../../training/held_out.ts";
import { escapeHtml } from "../escape_html.ts";
import { meanOf } from "../mean_of.ts";
import { type Candidate, capitalize, nameNorm, type Recommendation, scoreOf } from "./recommend.ts";

/** What a report is made of. */
export interface CompareReport {
  readonly candidates: readonly Candidate[];
  /** Scores of the held-out pictures as they are. */
  readonly unpainted: HeldOutScores;
  readonly recommendation: Recommendation;
  /** What was trained on, and for how long. */
  readonly setting: string;
  /** The file with the paintings, relative to the report. */
  readonly sheet: string;
}

/** What the table shows, as far as it is known. */
const COLUMNS: readonly {
  readonly score: keyof HeldOutScores;
  readonly title: string;
  readonly digits: number;
}[] = [
  { score: "l1", title: "L1 to the truth", digits: 4 },
  { score: "ssim", title: "SSIM", digits: 3 },
  { score: "swd", title: "SWD to the style", digits: 1 },
  { score: "strokes", title: "strokes", digits: 3 },
  { score: "palette", title: "palette", digits: 1 },
];

/** A row of cells for each candidate, best first, under a head; and one for what nobody painted. */
export function compareTable({ candidates, unpainted }: CompareReport): string[][] {
  const columns = COLUMNS.filter(({ score }) => unpainted[score] !== undefined);
  const row = (name: string, scores: readonly HeldOutScores[], time: string) => [
    name,
    ...columns.map(({ score, digits }) =>
      meanOf(scores, (one) => one[score] ?? NaN).toFixed(digits)
    ),
    time,
  ];
  return [
    ["norm", ...columns.map(({ title }) => title), "ms a step"],
    ...[...candidates].sort((a, b) => scoreOf(a) - scoreOf(b)).map((candidate) => {
      const milliseconds = (1000 * candidate.secondsAStep).toFixed(0);
      return row(nameNorm(candidate.norm), candidate.scores, milliseconds);
    }),
    row("not painted", [unpainted], "–"),
  ];
}

/** The recommendation in one line. */
export function headline({ norm }: Recommendation): string {
  return norm === undefined
    ? "No recommendation: train for longer."
    : `Recommended: ${nameNorm(norm)}.`;
}

/** The report in Markdown. */
export function renderCompareMarkdown(report: CompareReport): string {
  const [head, ...rows] = compareTable(report);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return `# Which norm, on these pictures?

**${headline(report.recommendation)}**

${report.recommendation.reasons.map((reason) => `- ${reason}`).join("\n")}

${[line(head!), line(head!.map((_, i) => i === 0 ? "---" : "--:")), ...rows.map(line)].join("\n")}

${report.setting} ${READING}

![Held-out pictures, and what each norm makes of them](${report.sheet})
`;
}

/** The same as a page. */
export function renderComparePage(report: CompareReport, css: string): string {
  const [head, ...rows] = compareTable(report);
  const line = (tag: "th" | "td", cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Which norm, on these pictures?</title>
<style>${css}</style>
<main>
<h1>Which norm, on these pictures?</h1>
<p class="lead"><b>${escapeHtml(capitalize(headline(report.recommendation)))}</b></p>
<ul>
${report.recommendation.reasons.map((reason) => `<li>${escapeHtml(reason)}</li>`).join("\n")}
</ul>
<div style="overflow-x:auto"><table>
${[line("th", head!), ...rows.map((cells) => line("td", cells))].join("\n")}
</table></div>
<p>${escapeHtml(report.setting)} ${escapeHtml(READING)}</p>
<img src="${
    escapeHtml(report.sheet)
  }" alt="Held-out pictures, and what each norm makes of them" style="max-width:100%">
</main>
</html>
`;
}

const READING =
  "SWD is the distance to the style's pictures as textures, times 1000; strokes and palette are how far " +
  "edges and colors are from theirs. L1 and SSIM go by the true paintings, where the style is a procedure " +
  "that can paint them. Lower is better, but for SSIM.";
