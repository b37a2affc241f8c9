/**
 * Writes the lab's pages and the README's table from the figures of the full run, `lab.json`.
 *
 * `--check` compares instead of writing, and wants the figures to be there.
 */

import { join } from "node:path";
import process from "node:process";
import { renderClaims } from "../apps/style-transfer/lab/claims_table.ts";
import { EXPERIMENTS } from "../apps/style-transfer/lab/experiments.ts";
import { readReport } from "../apps/style-transfer/lab/read_report.ts";
import { renderPage } from "../apps/style-transfer/lab/page.ts";
import { readPageAssets } from "../apps/style-transfer/lab/page_assets.ts";
import {
  PICTURE_FOLDER,
  renderMarkdown,
  type ReportInput,
} from "../apps/style-transfer/lab/report.ts";
import { formatMarkdown } from "./_format_markdown.ts";
import { replaceMarked } from "./_marked.ts";
import { report } from "./_report.ts";
import { ROOT } from "./_source_files.ts";

const FOLDER = "apps/style-transfer/lab";
const README = "README.md";
const MARK = "lab";

/** What stands between the marks of the README. */
export function renderSummary(input: ReportInput): string {
  return `Batch norm (BN) and instance norm (IN), ${input.seeds} pairs for each row, most of them of trainings; the ` +
    `difference is BN minus IN within a pair, or BN minus what is named, with its 95 % interval. A row ` +
    `holds with limits if some of its experiments hold, or hold with limits, and not all of them hold. [Every experiment](${FOLDER}/lab.md), and ` +
    `[which norm to use](${FOLDER}/choosing.md).\n\n${renderClaims(input)}`;
}

/** The pages by path, as they should be. Without figures, there is no table. */
async function renderAll(json: string | undefined): Promise<Map<string, string>> {
  const readme = await Deno.readTextFile(join(ROOT, README));
  if (json === undefined) {
    return new Map([[README, await formatMarkdown(replaceMarked(readme, MARK, ""))]]);
  }
  const input = readReport(json, await readPictures());
  return new Map([
    [`${FOLDER}/lab.md`, renderMarkdown(input)],
    [`${FOLDER}/lab.html`, renderPage(input, await readPageAssets())],
    [README, await formatMarkdown(replaceMarked(readme, MARK, renderSummary(input)))],
  ]);
}

/** The strips by the id of their experiment. */
async function readPictures(): Promise<Map<string, Uint8Array>> {
  const pictures = new Map<string, Uint8Array>();
  const folder = join(ROOT, FOLDER, PICTURE_FOLDER);
  for (const { id, strip } of EXPERIMENTS) {
    if (strip === undefined) continue;
    const found = await Deno.readFile(join(folder, `${id}.png`)).catch(() => undefined);
    if (found !== undefined) pictures.set(id, found);
  }
  return pictures;
}

if (import.meta.main) {
  const findings: string[] = [];
  const json = await Deno.readTextFile(join(ROOT, FOLDER, "lab.json")).catch(() => undefined);
  const isCheck = Deno.args.includes("--check");
  if (isCheck && json === undefined) {
    findings.push(`${FOLDER}/lab.json: is missing; run deno task lab`);
  }
  for (const [path, wanted] of await renderAll(json)) {
    if (!isCheck) {
      await Deno.writeTextFile(join(ROOT, path), wanted);
      process.stdout.write(`wrote ${path}\n`);
    } else if (await Deno.readTextFile(join(ROOT, path)).catch(() => "") !== wanted) {
      findings.push(`${path}: is not what lab.json says; run deno task lab:pages`);
    }
  }
  report("lab pages", findings);
}
