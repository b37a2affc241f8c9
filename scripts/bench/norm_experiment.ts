/** The norms: which cases, who takes part, how the report shows them. */

import { Buffer } from "node:buffer";
import type { ContenderSpec } from "./_contender.ts";
import type { Experiment, Selection } from "./_experiment.ts";
import { normModel } from "./_onnx_models.ts";
import type { ReportView } from "./_report.ts";
import { selects } from "./_selects.ts";
import { arrayBytes, arraysMoved, formatSizes, NORM_CASES, type NormCase } from "./cases.ts";
import { COPY_ID, listContenders, OURS_ID, REFERENCE_ID } from "./contenders.ts";

const EPSILON = 1e-5;
const OP_NAMES = { instance: "Instance norm", batch: "Batch norm (training)" } as const;

/** tfjs cpu needs up to two minutes for one turn with arrays beyond this. */
const MAX_TFJS_CPU_BYTES = 32 * 1024 * 1024;

/** The experiment, or the part of it that was asked for. */
export function normExperiment(selection: Selection = {}): Experiment<NormCase> {
  const { only, shapes, patient = false, pythons } = selection;
  return {
    name: "norm",
    cases: NORM_CASES.filter(({ id }) => selects(shapes, id)),
    contenders: listContenders(pythons).filter(({ id }) => selects(only, id)),
    reference: REFERENCE_ID,
    payload,
    leftOut: ({ id }, one) =>
      !patient && id === "tfjs-cpu" && arrayBytes(one) > MAX_TFJS_CPU_BYTES
        ? "left out where a single turn takes a minute or two; --patient measures it"
        : undefined,
  };
}

function payload(
  { id }: ContenderSpec,
  { op, sizes, layout }: NormCase,
): { readonly model: string } | undefined {
  if (!id.startsWith("ort-") || layout !== "channels-first") return undefined;
  return { model: Buffer.from(normModel({ op, sizes, epsilon: EPSILON })).toString("base64") };
}

/** The report: a section for each operation, pass and layout, a column for each shape. */
export function normView(): ReportView {
  const sections = new Map<string, { label: string; case: string }[]>();
  for (const { id, op, pass, layout, sizes } of NORM_CASES) {
    const title = `${OP_NAMES[op]}, ${pass}, ${layout}`;
    const columns = sections.get(title) ?? [];
    columns.push({ label: formatSizes(sizes), case: id });
    sections.set(title, columns);
  }
  return {
    title: "Normalization, side by side",
    intro: [
      "Written by `deno task bench`; never edited by hand. float32, shapes as n×c×h×w. GB/s counts what " +
      "has to pass through memory at least: x and y forward, and dy, x and dx backward.",
    ],
    sections: [...sections].map(([title, columns]) => ({ title, columns })),
    ours: [OURS_ID, REFERENCE_ID],
    copy: COPY_ID,
    rates: {
      caption: "GB/s, and how many times as long as copying one array:",
      amount: (id, contender) => {
        const one = NORM_CASES.find((one) => one.id === id)!;
        return (contender === COPY_ID ? 2 : arraysMoved(one)) * arrayBytes(one);
      },
    },
  };
}
