/**
 * Writes the README's table of speeds from the figures of the benchmarks, `scripts/bench/*.json`.
 *
 * `--check` compares instead of writing.
 */

import { join } from "node:path";
import process from "node:process";
import type { Measurements } from "./bench/_experiment.ts";
import { formatMs, formatRatio } from "./bench/_report.ts";
import { formatMarkdown } from "./_format_markdown.ts";
import { replaceMarked } from "./_marked.ts";
import { report } from "./_report.ts";
import { ROOT } from "./_source_files.ts";

const FOLDER = "scripts/bench";
const README = "README.md";
const MARK = "speed";

/** The reports that rows are taken from, by the names of their files. */
export type Reports = Readonly<Record<"report" | "conv_report" | "step_report", Measurements>>;

interface Row {
  readonly title: string;
  readonly from: keyof Reports;
  readonly case: string;
}

const NORM_SIZES = "4×64×64×64";
const CONVOLUTION = "3×3 64→64 on 4×64×64";
const ROWS: readonly Row[] = [
  ...["instance", "batch"].flatMap((norm) =>
    ["channels-first", "channels-last"].flatMap((layout) =>
      ["forward", "forward+backward"].map((pass): Row => ({
        title: `${norm} norm, ${layout.replace("-", " ")}, ${pass}`,
        from: "report",
        case: `${norm} ${pass} ${layout} ${NORM_SIZES}`,
      }))
    )
  ),
  { title: "convolution, forward", from: "conv_report", case: `forward ${CONVOLUTION}` },
  { title: "its gradient to the input", from: "conv_report", case: `dx ${CONVOLUTION}` },
  { title: "its gradient to the filter", from: "conv_report", case: `dw ${CONVOLUTION}` },
  { title: "a step of training the app's GAN", from: "step_report", case: "train 64 px batch 4" },
];

/** Contenders by what they are called in each report; of several, the fastest counts. */
const OURS = ["evenkeel-simd-1", "evenkeel-1"];
const COLUMNS: readonly { readonly title: string; readonly ids: readonly string[] }[] = [
  { title: "Evenkeel", ids: OURS },
  { title: "Evenkeel, 2 threads", ids: ["evenkeel-simd-2", "evenkeel-2"] },
  { title: "tfjs wasm", ids: ["tfjs-wasm"] },
  { title: "tfjs cpu", ids: ["tfjs-cpu"] },
  { title: "onnxruntime-node", ids: ["ort-node-1"] },
  // Of the two that take part, the current one.
  { title: "PyTorch", ids: ["torch-2-1", "torch-2-last-1"] },
];

/** What stands between the marks of the README. */
export function renderSpeeds(reports: Reports): string {
  const { processor, date } = reports.report.machine;
  const head = ["milliseconds", ...COLUMNS.map(({ title }) => title)];
  const lines = [
    head,
    head.map((_, i) => i === 0 ? "---" : "---:"),
    ...ROWS.map((row) => [row.title, ...cells(row, reports)]),
  ];
  const versions = ["tfjs-wasm", "ort-node-1", "torch-2-1"]
    .map((id) => reports.report.participants.find((one) => one.id === id)?.version)
    .filter((version) => version !== undefined);
  return [
    lines.map((line) => `| ${line.join(" | ")} |`).join("\n"),
    `Medians, and how many times as long as ours; one thread each, unless it says otherwise. float32; norms ` +
    `of ${NORM_SIZES}, in the engine's memory; a convolution of ${CONVOLUTION}. ${processor}, ${date}; ` +
    `${
      versions.join("; ")
    }. TensorFlow.js has no instance norm: what stands here is composed of its ` +
    `operations; and it learns on wasm with our gradients. Everybody, all shapes, and what bounds us: ` +
    `[norms](${FOLDER}/report.md), [convolutions](${FOLDER}/conv_report.md), ` +
    `[steps](${FOLDER}/step_report.md), [how they are measured](${FOLDER}/README.md).`,
  ].join("\n\n");
}

function cells({ from, case: wanted }: Row, reports: Reports): string[] {
  const results = reports[from].results.filter((result) => result.case === wanted);
  const fastest = (ids: readonly string[]) =>
    Math.min(
      ...results.flatMap(({ contender, summary }) =>
        summary !== undefined && ids.includes(contender) ? [summary.median] : []
      ),
    );
  const ours = fastest(OURS);
  if (ours === Infinity) throw new Error(`${from}.json must have ${wanted} of Evenkeel`);
  return COLUMNS.map(({ ids }) => {
    const ms = fastest(ids);
    if (ms === Infinity) return "–";
    return ids === OURS ? formatMs(ms) : `${formatMs(ms)} (${formatRatio(ms / ours)})`;
  });
}

async function readReports(): Promise<Reports> {
  const read = async (name: keyof Reports): Promise<Measurements> =>
    JSON.parse(await Deno.readTextFile(join(ROOT, FOLDER, `${name}.json`)));
  return {
    report: await read("report"),
    conv_report: await read("conv_report"),
    step_report: await read("step_report"),
  };
}

if (import.meta.main) {
  const path = join(ROOT, README);
  const found = await Deno.readTextFile(path);
  const wanted = await formatMarkdown(
    replaceMarked(found, MARK, renderSpeeds(await readReports())),
  );
  if (!Deno.args.includes("--check")) {
    await Deno.writeTextFile(path, wanted);
    process.stdout.write(`wrote ${README}\n`);
  } else {
    const finding = `${README}: speeds are not what ${FOLDER} says; run deno task bench:table`;
    report("speed table", found === wanted ? [] : [finding]);
  }
}
