/**
 * `deno task browsers`: the packages' own tests in the browsers of this machine, as far as a page can run
 * them. Writes `scripts/browsers/report.md`; words choose runs, such as `firefox tfjs`, and write nothing.
 */

import process from "node:process";
import { formatMarkdown } from "../_format_markdown.ts";
import { report } from "../_report.ts";
import { type BrowserKind, BROWSERS, withBrowser } from "./browsers.ts";
import { bundleTests } from "./bundle_tests.ts";
import { chooseTests } from "./choose_tests.ts";
import { type BrowserOutcome, serveTests } from "./serve_tests.ts";

const FOLDERS: readonly string[] = ["packages/kernels", "packages/tfjs"];
const REPORT = new URL("report.md", import.meta.url);
/** For all files of a folder in one browser. */
const TIMEOUT_MS = 900_000;

/** What one browser said about one folder. */
interface Row {
  readonly browser: string;
  readonly folder: string;
  readonly outcome: BrowserOutcome;
  readonly seconds: number;
}

async function runFolder(
  folder: string,
  chosen: readonly string[],
  browsers: readonly BrowserKind[],
): Promise<Row[]> {
  const rows: Row[] = [];
  const built = await Deno.makeTempDir();
  try {
    const modules = await bundleTests(chosen, built);
    for (const { name: browser, command } of browsers) {
      const server = serveTests(built, modules);
      const profile = await Deno.makeTempDir();
      try {
        const found = command(server.url, profile);
        if (found === undefined) throw new Error(`${browser} must be installed`);
        const start = performance.now();
        const outcome = await withBrowser(
          found,
          () => Promise.race([server.outcome, timeout(browser)]),
        );
        const seconds = (performance.now() - start) / 1000;
        rows.push({ browser, folder, outcome, seconds });
        process.stdout.write(
          `${browser}, ${folder}: ${count(outcome, "passed")} passed, ${
            failures(outcome).length
          } failed, ${seconds.toFixed(0)} s\n`,
        );
      } finally {
        await Deno.remove(profile, { recursive: true });
        await server.close();
      }
    }
  } finally {
    await Deno.remove(built, { recursive: true });
  }
  return rows;
}

function timeout(browser: string): Promise<never> {
  return new Promise((_, reject) => {
    const id = setTimeout(() => reject(new Error(`${browser} says nothing`)), TIMEOUT_MS);
    Deno.unrefTimer(id);
  });
}

function count({ files }: BrowserOutcome, which: "passed" | "skipped"): number {
  return Object.values(files).reduce((sum, file) => sum + file[which], 0);
}

function failures({ files }: BrowserOutcome): string[] {
  return Object.entries(files).flatMap(([file, { failures }]) =>
    failures.map((failure) => `${file}: ${failure}`)
  );
}

/** The part of a user agent that tells versions; Chromium's begins with the names of all others. */
function versionOf(userAgent: string): string {
  return userAgent.match(/(?:Chrome|Firefox|Version)\/[\d.]+/)?.[0] ?? userAgent;
}

/** Runs everything, or what the words choose. */
async function main(words: readonly string[]): Promise<void> {
  const rows: Row[] = [], leftOut: Record<string, string> = {};
  const counts: Record<string, number> = {};
  for (const folder of FOLDERS) {
    const browsers = BROWSERS.filter(({ name }) =>
      words.every((word) => `${name} ${folder}`.toLowerCase().includes(word))
    );
    if (browsers.length === 0) continue;
    const choice = await chooseTests(folder);
    counts[folder] = choice.chosen.length;
    Object.assign(leftOut, choice.leftOut);
    rows.push(...await runFolder(folder, choice.chosen, browsers));
  }
  const found = rows.flatMap(({ browser, outcome }) =>
    failures(outcome).map((failure) => `${browser}: ${failure}`)
  );
  if (rows.length === 0) found.push(`no run is called ${words.join(" ")}`);
  if (words.length === 0) await writeReport(rows, counts, leftOut);
  report("browsers", found);
}

async function writeReport(
  rows: readonly Row[],
  counts: Readonly<Record<string, number>>,
  leftOut: Readonly<Record<string, string>>,
): Promise<void> {
  const lines = rows.map(({ browser, folder, outcome, seconds }) =>
    `| ${browser} | ${versionOf(outcome.userAgent)} | ${folder} | ${counts[folder]} | ` +
    `${count(outcome, "passed")} | ${failures(outcome).length} | ${count(outcome, "skipped")} | ${
      seconds.toFixed(0)
    } |`
  );
  await Deno.writeTextFile(
    REPORT,
    await formatMarkdown(`# Our tests in browsers

Written by \`deno task browsers\`. The packages' test files are bundled as they are; each runs in a
worker of its own, in a page that is cross-origin isolated, on the scalar engine and on the SIMD
engine with one thread and with two. Nobody drives the browsers: they open the page, and the page
tells how it went.

| browser | version | package | files | passed | failed | skipped | seconds |
| ------- | ------- | ------- | ----: | -----: | -----: | ------: | ------: |
${lines.join("\n")}

WebKit is GTK's, with the engine that Safari has. What a browser cannot run, and why:

${Object.entries(leftOut).map(([path, why]) => `- \`${path}\`: ${why}`).join("\n")}
`),
  );
}

if (import.meta.main) await main(process.argv.slice(2));
