/** A run as a page that opens from the disk: curves, samples, and what was run. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { shellWord } from "../card/markdown.ts";
import type { TrainingFile } from "../checkpoint/training_file.ts";
import { writeFileAtomically } from "../images/write_file.ts";
import { describeScores } from "./held_out.ts";
import { scoreTable, styleTable } from "./score_table.ts";
import type { Report, RunFolder } from "./run_folder.ts";

const NAME = "report.html";

/** Writes `report.html` beside the run's other files; it needs no network. */
export async function writeRunReport(
  folder: RunFolder,
  { run, reports }: { readonly run: TrainingFile; readonly reports: readonly Report[] },
): Promise<void> {
  const html = await renderRunReport({ run, reports, path: folder.path });
  await writeFileAtomically(folder.file(NAME), new TextEncoder().encode(html));
}

/** The page; samples are referred to, relative to it. */
export async function renderRunReport(
  { run: { config, data, state }, reports, path }: {
    readonly run: TrainingFile;
    readonly reports: readonly Report[];
    readonly path: string;
  },
): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const own = (name: string) => readFile(new URL(`report_page/${name}`, import.meta.url), "utf8");
  const [script, style, charts, chartStyle, page, pageStyle] = await Promise.all([
    readFile(resolve("uplot/dist/uPlot.iife.min.js"), "utf8"),
    readFile(resolve("uplot/dist/uPlot.min.css"), "utf8"),
    own("charts.js"),
    own("charts.css"),
    own("page.js"),
    own("page.css"),
  ]);
  const last = reports.at(-1);
  // Of the last picture; the run may be further.
  const shownStep = last?.step ?? state.step;
  const images = reports.map(({ step }) => `samples/${String(step).padStart(6, "0")}.png`);
  const settings = Object.entries({
    ...config,
    content: data.content ?? "rendered scenes",
    style: data.style ?? "ink, a procedure",
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(path)}</title>
<style>${style}${chartStyle}${pageStyle}</style>
<main>
<h1>${escape(path)}</h1>
<p>${escape(config.norm)} norm, step ${state.step} of ${config.steps}${
    last === undefined
      ? ""
      : `, ${clock(last.seconds)} of training. Held-out: ${escape(describeScores(last.scores))}.`
  }</p>
<section>
<h2>Samples</h2>
<p>Pictures that training never sees, under them their paintings${
    config.styles === undefined ? "" : ", a row for each style"
  }${
    last?.scores.l1 === undefined ? "" : ", and under those the true paintings"
  }. Move the slider to watch the generator learn.</p>
<img id="film" alt="Held-out pictures and their paintings" src="${images.at(-1) ?? ""}">
<p class="film"><label for="film-place">Step</label>
<output id="film-step" for="film-place" aria-live="off">${shownStep}</output>
<input id="film-place" type="range" min="0" max="${images.length - 1}" value="${
    images.length - 1
  }" aria-valuetext="${shownStep}"></p>
</section>
<section>
<h2>Held-out scores</h2>
<div class="plot" id="scores"></div>
<h3>Distances to the style, over those of the first report</h3>
<div class="plot" id="style"></div>
${scoreTable(reports)}
${styleTable(reports)}
<h2>Losses</h2>
<div class="plot" id="losses"></div>
</section>
<section>
<h2>What was run</h2>
<table class="settings">${
    settings.map(([name, value]) =>
      `<tr><th>${escape(name)}</th><td>${escape(inWords(value))}</td></tr>`
    ).join("\n")
  }</table>
<p>Go on: <code>deno task style train --run ${escape(shellWord(path))} --resume</code></p>
<p>Paint: <code>deno task style apply photo.jpg --checkpoint ${
    escape(shellWord(`${path}/best.safetensors`))
  }${config.styles === undefined ? " --out painting.png" : ""}</code></p>
</section>
</main>
<script>${script}
${charts}</script>
<script>const REPORTS = ${json(reports)}, IMAGES = ${json(images)};
${page}</script>
</html>
`;
}

function inWords(value: string | number | readonly (string | number)[]): string {
  if (typeof value !== "object") return String(value);
  return value.length === 0 ? "none" : value.join(", ");
}

function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${minutes} min ${Math.floor(seconds % 60)} s`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** JSON that cannot end the script it stands in. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
