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
const TORCH = ["torch", "torch-last", "torch-2", "torch-2-last"];
const COLUMNS: readonly { readonly title: string; readonly ids: readonly string[] }[] = [
  { title: "Evenkeel", ids: OURS },
  { title: "tfjs wasm", ids: ["tfjs-wasm"] },
  { title: "tfjs cpu", ids: ["tfjs-cpu"] },
  { title: "onnxruntime-node", ids: ["ort-node-1"] },
  { title: "PyTorch", ids: TORCH.map((id) => `${id}-1`) },
  { title: "Evenkeel, 2 threads", ids: ["evenkeel-simd-2", "evenkeel-2"] },
  { title: "PyTorch, 2 threads", ids: TORCH.map((id) => `${id}-2`) },
];

/**
 * What stands between the marks of the README.
 *
 * @throws {Error} If the reports are not of one processor, or lack a case of ours.
 */
export function renderSpeeds(reports: Reports): string {
  const lines = [
    ["milliseconds", ...COLUMNS.map(({ title }) => title)],
    ["---", ...COLUMNS.map(() => "---:")],
    ...ROWS.map((row) => [row.title, ...cells(row, reports)]),
  ];
  return [
    lines.map((line) => `| ${line.join(" | ")} |`).join("\n"),
    `Medians, and how many times as long as Evenkeel with one thread. All have one thread, except in the last ` +
    `two columns. The numbers are float32; norms are of ${NORM_SIZES}, ours in the engine's memory, and the ` +
    `convolution is ${CONVOLUTION}. Of PyTorch's versions and memory formats, the fastest of each row counts. ` +
    `TensorFlow.js has no instance norm: here it is composed of its operations. On wasm it trains with our ` +
    `gradients. Measured on ${placeOf(reports)}, with ${versionsOf(reports).join(", ")}. ` +
    `The reports have all shapes and contenders: [norms](${FOLDER}/report.md), ` +
    `[convolutions](${FOLDER}/conv_report.md), [training steps](${FOLDER}/step_report.md); ` +
    `[how they were measured](${FOLDER}/README.md), and what bounds us.`,
  ].join("\n\n");
}

/** The one processor, and the days. */
function placeOf(reports: Reports): string {
  const machines = Object.values(reports).map(({ machine }) => machine);
  const [processors, dates] = [
    new Set(machines.map(({ processor }) => processor)),
    new Set(machines.map(({ date }) => date)),
  ];
  if (processors.size > 1) {
    throw new Error(`reports must be of one processor, got ${[...processors].join(", ")}`);
  }
  return `${[...processors].join("")} (${[...dates].sort().join(", ")})`;
}

/** Whatever versions the others told that have a column. */
function versionsOf(reports: Reports): string[] {
  const others = COLUMNS.flatMap(({ ids }) => ids).filter((id) => !id.startsWith("evenkeel"));
  const versions = Object.values(reports).flatMap(({ participants }) =>
    participants.filter(({ id }) => others.includes(id)).flatMap(({ version }) =>
      version?.split(", ") ?? []
    )
  );
  return [...new Set(versions)].sort();
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
