/**
 * Writes `packages/tfjs/WHY.md` from the known-bad suite: what stock TensorFlow.js gives, measured.
 *
 * `--check` compares instead of writing.
 */

import { join } from "node:path";
import process from "node:process";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import { removeBackend, version_core } from "@tensorflow/tfjs-core";
import {
  judge,
  KNOWN_BAD,
  type KnownBad,
  measure,
  type Measured,
  type Outcome,
  registerBackends,
} from "../packages/tfjs/known_bad/mod.ts";
import { formatMarkdown } from "./_format_markdown.ts";
import { report } from "./_report.ts";
import { ROOT } from "./_source_files.ts";

const OUT = "packages/tfjs/WHY.md";
// Enough to see the error, few enough to be the same on another machine.
const DIGITS = 4;

/** The page, before it is formatted. */
export function renderWhy(all: readonly Measured[], version: string): string {
  const section = (title: string, belongs: (measured: Measured) => boolean) => {
    const rows = all.filter(belongs).map(row);
    if (rows.length === 0) return [];
    const head = ["What goes wrong", "Stock gives", "We give", "Right, because", "Call"];
    const lines = [head, head.map(() => "---"), ...rows];
    return [`## ${title}`, lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")];
  };
  return [
    "# Why not stock TensorFlow.js",
    "Written by `deno task why` from the suite in `known_bad/`, whose tests fail as soon as " +
    "one of these is mended; never edited by hand. " +
    `Measured with TensorFlow.js ${version}; numbers are cut to ${DIGITS} digits. ` +
    "Where no backend is named, cpu and wasm fail alike. Graphics processors are not measured here.",
    ...section(
      "Wrong numbers, without a word",
      ({ entry, stock }) => "numbers" in stock && !entry.upTo,
    ),
    ...section("Errors", ({ stock }) => "error" in stock),
    ...section("Cost", ({ entry, stock }) => "numbers" in stock && entry.upTo === true),
  ].join("\n\n") + "\n";
}

function row({ entry, stock, ours }: Measured): string[] {
  const sources = entry.sources.map(link).join(", ");
  const { backends } = entry;
  const where = backends.length === 1 ? `${backends[0]}: ` : "";
  const cells = [
    `${entry.title} (${sources})`,
    `${where}${formatOutcome(stock)}`,
    formatOutcome(ours),
    entry.because,
    entry.use,
  ];
  return cells.map((cell) => cell.replaceAll("|", "\\|"));
}

/** `owner/repository#number` as a link to the thread; GitHub leads on from an issue to a pull request. */
function link(source: KnownBad["sources"][number]): string {
  const [, owner, name, number] = /^([\w-]+)\/([\w.-]+)#(\d+)$/.exec(source) ?? [];
  if (number === undefined) return `[${new URL(source).host}](${source})`;
  return `[${name} ${number}](https://github.com/${owner}/${name}/issues/${number})`;
}

function formatOutcome(outcome: Outcome): string {
  if ("error" in outcome) return `\`${outcome.error.split(/\. |\n/)[0]}\``;
  return outcome.numbers.map((value) => String(Number(value.toPrecision(DIGITS)))).join(", ");
}

/** Measures every entry on the first of its backends. */
async function measureAll(): Promise<Measured[]> {
  await registerBackends();
  const all: Measured[] = [];
  for (const entry of KNOWN_BAD) all.push(await measure(entry, entry.backends[0]!));
  removeBackend("evenkeel");
  return all;
}

if (import.meta.main) {
  const all = await measureAll();
  const findings = all.flatMap(judge);
  const path = join(ROOT, OUT);
  const wanted = await formatMarkdown(renderWhy(all, version_core));
  if (Deno.args.includes("--check")) {
    const there = await Deno.readTextFile(path).catch(() => "");
    if (there !== wanted) findings.push(`${OUT}: is not what was measured; run deno task why`);
  } else if (findings.length === 0) {
    await Deno.writeTextFile(path, wanted);
    process.stdout.write(`wrote ${OUT}\n`);
  }
  report("why", findings);
}
