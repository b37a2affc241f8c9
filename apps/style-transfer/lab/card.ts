/** A card of the page: one experiment, from its question to its verdict. */

import { escapeHtml } from "./escape_html.ts";
import type { Arm, Experiment } from "./experiment.ts";
import { differenceInWords, figure, nameArm, range } from "./figures_in_words.ts";
import type { Term } from "./glossary.ts";
import { COLORS, type CurvePlot } from "./plot_data.ts";
import type { Verdict } from "./verdict.ts";

/** What a card shows. */
export interface CardInput {
  readonly experiment: Experiment;
  /** Absent if every run diverged. */
  readonly verdict: Verdict | undefined;
  readonly seeds: number;
  /** Words that come up for the first time. */
  readonly terms: readonly Term[];
  readonly curve: CurvePlot | undefined;
  /** A PNG file. */
  readonly strip: Uint8Array | undefined;
}

/** The card as HTML; its plots are drawn by the page's script. */
export function renderCard({ experiment, verdict, seeds, terms, curve, strip }: CardInput): string {
  const { id, question, claim, protocol, metric, limits } = experiment;
  const word = verdict?.word ?? "diverged";
  return `<article id="${id}">
<header><span class="id">${id}</span>
<h3>${escapeHtml(question)}</h3>
${pill(word)}</header>
<blockquote>${escapeHtml(claim)}</blockquote>
<p><b>What was done.</b> ${escapeHtml(protocol)}</p>
${renderTerms(terms)}
<p><b>The number:</b> ${escapeHtml(metric)}. ${escapeHtml(expectation(experiment))}</p>
${
    verdict === undefined ? "<p>Every run diverged.</p>" : `${renderPoints(experiment, verdict)}
${figures(experiment, verdict)}
<p>${
      verdict.exact
        ? "<b>Exact:</b> no number is larger than that."
        : `<b>Difference over pairs:</b> ${escapeHtml(differenceInWords(experiment, verdict))}. ${
          conclusion(experiment, verdict)
        }`
    }${verdict.diverged === 0 ? "" : ` Diverged: ${verdict.diverged} of ${seeds} pairs.`}</p>`
  }
${limits === undefined ? "" : `<p><b>But:</b> ${escapeHtml(limits)}</p>`}
${curve === undefined ? "" : renderCurve(id, curve)}
${strip === undefined ? "" : renderStrip(experiment, strip)}
</article>`;
}

/** A verdict in its color. */
export function pill(word: string): string {
  return `<span class="verdict ${word.replaceAll(" ", "-")}">${word}</span>`;
}

function renderTerms(terms: readonly Term[]): string {
  if (terms.length === 0) return "";
  const each = terms.map(({ word, meaning }) =>
    `<div><dt>${escapeHtml(word)}</dt><dd>${escapeHtml(meaning)}</dd></div>`
  );
  return `<dl class="terms">\n${each.join("\n")}\n</dl>`;
}

/** What the figures would be like. */
function expectation(experiment: Experiment): string {
  const { atMost, expected, compared = "batch", against = "instance", tolerance = 0 } = experiment;
  if (atMost !== undefined) {
    return `If the claim is right, it is 0 everywhere but for rounding: at most ${atMost}.`;
  }
  const name = (arm: Arm) => nameArm(experiment, arm);
  const times = tolerance === 0 ? "" : `${1 + tolerance} times `;
  const than = typeof against === "number" ? against : `${times}that of ${name(against)}`;
  return `If the claim is right, that of ${name(compared)} is ${
    expected === "positive" ? "larger" : "smaller"
  } than ${than}.`;
}

function conclusion(
  { notZero = false }: Experiment,
  { difference: { low, high }, word }: Verdict,
): string {
  if (low === 0 && high === 0) return "There is none, to the bit.";
  if (notZero && word.startsWith("holds")) {
    return "In every pair there is one, and that is all that is claimed.";
  }
  if (word === "not shown") return "That leaves both signs open.";
  return word === "does not hold"
    ? "All of it is on the other side."
    : "All of it is on the claim's side.";
}

function figures(experiment: Experiment, { arms }: Verdict): string {
  const rows = [...arms].map(([arm, interval]) =>
    `<tr><th scope="row">${key(COLORS[arm])}${escapeHtml(nameArm(experiment, arm))}</th><td>${
      figure(interval.mean)
    }</td><td>${range(interval)}</td></tr>`
  );
  return `<table class="figures">
<tr><td></td><th>mean</th><th>95 % interval</th></tr>
${rows.join("\n")}
</table>`;
}

/** The script draws into it; its figures stand below in a table. */
function renderPoints(experiment: Experiment, { arms }: Verdict): string {
  const names = [...arms.keys()].map((arm) => nameArm(experiment, arm)).join(", ");
  const label = `Plot of ${experiment.metric}: every run, means and 95 % intervals of ${names}`;
  return `<div class="plot" role="img" aria-label="${
    escapeHtml(label)
  }" data-points="${experiment.id}"></div>`;
}

function renderCurve(id: string, { x, y, arms }: CurvePlot): string {
  const names = arms.map(({ name, color }) => `<span>${key(color)}${escapeHtml(name)}</span>`);
  const listed = arms.map(({ name }) => name).join(", ");
  const heading = `${y[0]!.toUpperCase()}${y.slice(1)}, by ${x}`;
  return `<h4>${escapeHtml(heading)}</h4>
<div class="plot" role="img" aria-label="${
    escapeHtml(`Plot of ${y}, by ${x}: means and 95 % intervals of ${listed}`)
  }" data-curve="${id}"></div>
<p class="keys">${names.join(" ")}</p>`;
}

function renderStrip({ id, strip }: Experiment, png: Uint8Array): string {
  const { rows, look } = strip!;
  const labels = rows.map((row) => `<span>${escapeHtml(row)}</span>`);
  return `<h4>What it looks like</h4>
<p>Of the first pair. To look at: ${escapeHtml(look)}</p>
<figure class="strip"><div>${labels.join("")}</div>
<img alt="${escapeHtml(`${id}, from above: ${rows.join("; ")}`)}" src="data:image/png;base64,${
    encodeBase64(png)
  }"></figure>`;
}

function key(color: string): string {
  return `<i style="--color:${color}"></i>`;
}

function encodeBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
