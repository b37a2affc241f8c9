/** What the page is made with: styles, the chart library, and the advice at its end. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** Texts of files. */
export interface PageAssets {
  readonly css: string;
  readonly script: string;
  /** Markdown. */
  readonly advice: string;
}

/** Reads them; the page has them inside, and needs no network. */
export async function readPageAssets(): Promise<PageAssets> {
  const { resolve } = createRequire(import.meta.url);
  const own = (name: string) => readFile(new URL(name, import.meta.url), "utf8");
  const shared = (name: string) => own(`../training/report_page/${name}`);
  const [chartStyle, fitStyle, style, pageStyle, chart, fit, page, advice] = await Promise.all([
    readFile(resolve("uplot/dist/uPlot.min.css"), "utf8"),
    shared("charts.css"),
    own("report.css"),
    own("report_page/page.css"),
    readFile(resolve("uplot/dist/uPlot.iife.min.js"), "utf8"),
    shared("charts.js"),
    own("report_page/page.js"),
    own("choosing.md"),
  ]);
  return {
    css: `${chartStyle}${fitStyle}${style}${pageStyle}`,
    script: `${chart}\n${fit}\n${page}`,
    advice,
  };
}
