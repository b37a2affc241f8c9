/** Training steps of the style app: who takes part, how the report shows them, what is promised. */

import { CPU_PRESET } from "../../apps/style-transfer/training/config.ts";
import { fitLine, plotLine, type Point } from "./_line_fit.ts";
import type { ContenderSpec } from "./_contender.ts";
import type { Experiment, Measurements, Result, Selection } from "./_experiment.ts";
import { formatMs, median, type ReportView, table } from "./_report.ts";
import { selects } from "./_selects.ts";
import { stepPayload } from "./_step_payload.ts";
import { judge, type RatioTarget, type Target, torchIds } from "./_targets.ts";
import { DENO, formatThreads, torchesInBothFormats } from "./contenders.ts";
import { BATCHES, PRESET_ID, SIZES_PX, STEP_CASES, type StepCase, stepId } from "./step_cases.ts";

const OURS = ["evenkeel-1", "evenkeel-2"] as const;
const DRAW_ID = stepId("draw", CPU_PRESET.size, CPU_PRESET.batch);

/**
 * Where the input of a ReLU is within rounding of 0, two who compute the same may take different sides,
 * which shifts the gradients of all layers before by up to a percent or two. Most batches have no such
 * place, or one; the preset's first one, with its seed, has had none so far.
 */
const TOLERANCE = 3e-2;

/** How far from a line. */
const MAX_DEVIATION = 0.15;

/** Time against the number of pictures, and against their pixels. */
const LINES = [
  {
    file: "step_batch.svg",
    x: "pictures in a batch",
    title: `${CPU_PRESET.size} px, milliseconds a step`,
    cases: BATCHES.map((batch) => ({ x: batch, id: stepId("train", CPU_PRESET.size, batch) })),
  },
  {
    file: "step_pixels.svg",
    x: "pixels of a picture",
    title: `batch of ${CPU_PRESET.batch}, milliseconds a step`,
    cases: SIZES_PX.map((size) => ({
      x: size * size,
      id: stepId("train", size, CPU_PRESET.batch),
    })),
  },
] as const;

/** The experiment, or the part of it that was asked for. */
export function stepExperiment(
  { only, shapes, patient = false, pythons }: Selection = {},
): Experiment<StepCase> {
  return {
    name: "step",
    cases: STEP_CASES.filter(({ id }) => selects(shapes, id)),
    contenders: stepContenders(pythons).filter(({ id }) => selects(only, id)),
    reference: OURS[0],
    payload: ({ id }, one) => id.startsWith("torch") ? { ...stepPayload(one) } : undefined,
    probesByTurn: true,
    leftOut: ({ id }, one) => {
      if (one.pass === "draw" && id !== OURS[0]) return "is given the pictures that ours draws";
      if (id !== "tfjs-cpu" || one.pass === "draw") return undefined;
      if (one.id !== PRESET_ID) return "measured at the preset only, since a step takes minutes";
      return patient ? undefined : "left out where a step takes minutes; --patient measures it";
    },
  };
}

function stepContenders(pythons?: readonly string[]): ContenderSpec[] {
  const stepper = (id: string, name: string, backend: string, threads = 1): ContenderSpec => ({
    id,
    name: `${name}, ${formatThreads(threads)}`,
    command: [...DENO, "scripts/bench/contenders/step.ts"],
    options: { backend, threads },
  });
  return [
    ...OURS.map((id, i) => stepper(id, "Evenkeel", "evenkeel", i + 1)),
    stepper("tfjs-cpu", "tfjs cpu", "cpu"),
    stepper("tfjs-wasm", "tfjs wasm", "wasm"),
    ...torchesInBothFormats(pythons),
  ];
}

/** The report: time against the batch, time against the size. */
export function stepView(): ReportView {
  return {
    title: "A training step, side by side",
    intro: [
      "Written by `deno task bench step`; never edited by hand. One step of the style app's `cpu` preset " +
      "(`apps/style-transfer/training/`): the generator learns, then the discriminator, both by Adam; the " +
      "batch is drawn beforehand. Everyone starts from the same weights and pictures; losses and gradients " +
      "of the first step are compared. tfjs wasm has the gradients of `@evenkeel/tfjs/wasm-gradients`; all " +
      "that run on tfjs have the norms of `@evenkeel/tfjs`. tfjs cpu (4.22) has wrong gradients here: that of " +
      "`resizeNearestNeighbor` is right for one picture, but not for a batch. For PyTorch the step is written in its own way " +
      "(`peers/torch_step.py`).",
    ],
    sections: [
      {
        title: `Pictures of ${CPU_PRESET.size} px`,
        columns: LINES[0].cases.map(({ x, id }) => ({ label: `batch ${x}`, case: id })),
      },
      {
        title: `Batches of ${CPU_PRESET.batch}`,
        columns: LINES[1].cases.map(({ id }, i) => ({ label: `${SIZES_PX[i]} px`, case: id })),
      },
    ],
    ours: OURS,
    rates: {
      caption: "Pictures per second:",
      amount: (id) => 1e9 * STEP_CASES.find((one) => one.id === id)!.batch,
    },
    tolerance: TOLERANCE,
    extra: (results) => [
      ...formatParts(results),
      ...formatAgreement(results),
      ...formatLines(results),
    ],
    files: (results) => {
      const fitted = LINES.map((line) => {
        const points = pointsOf(line, results);
        const fit = fitLine(points);
        return fit === undefined ? undefined : [line.file, plotLine(points, fit, line)] as const;
      });
      return Object.fromEntries(fitted.filter((entry) => entry !== undefined));
    },
  };
}

/** The one time that others have no part in, beside those that they have. */
function formatParts(results: readonly Result[]): string[] {
  const draw = median(results, OURS[0], DRAW_ID);
  if (draw === undefined) return [];
  const body = OURS.flatMap((id, i) => {
    const train = median(results, id, PRESET_ID);
    if (train === undefined) return [];
    const rate = 1000 * CPU_PRESET.batch / (draw + train);
    const times = [draw, train, draw + train].map(formatMs);
    return [[`Evenkeel, ${formatThreads(i + 1)}`, ...times, rate.toFixed(1)]];
  });
  if (body.length === 0) return [];
  const head = ["", "data, ms", "training, ms", "together, ms", "pictures per second"];
  return ["## Data and training, preset `cpu`", table(head, body)];
}

function formatAgreement(results: readonly Result[]): string[] {
  const body = results.flatMap(({ case: one, contender, probeError }) =>
    one !== PRESET_ID || contender === OURS[0] || probeError === undefined
      ? []
      : [[`\`${contender}\``, probeError.toExponential(1)]]
  );
  if (body.length === 0) return [];
  const head = ["", "largest difference, over the largest value of the same array"];
  return [
    "## Losses and gradients of the first step, beside ours, preset `cpu`",
    table(head, body),
  ];
}

function formatLines(results: readonly Result[]): string[] {
  const lines = LINES.filter((line) => fitLine(pointsOf(line, results)) !== undefined)
    .map(({ file, x, title }) => `![${title}, against ${x}](${file})`);
  return lines.length === 0 ? [] : [`## Against a line, ${formatThreads(2)}`, ...lines];
}

function pointsOf({ cases }: (typeof LINES)[number], results: readonly Result[]): Point[] {
  return cases.flatMap(({ x, id }) => {
    const ms = median(results, OURS[1], id);
    return ms === undefined ? [] : [{ x, ms }];
  });
}

/** What is promised of the preset. */
export function stepTargets({ participants, results }: Measurements): Target[] {
  const promise = (text: string, others: readonly string[], atLeast: number): RatioTarget => ({
    text: `two threads, against ${text}`,
    ours: OURS[1],
    others,
    cases: [PRESET_ID],
    atLeast,
  });
  return [
    promise("tfjs wasm", ["tfjs-wasm"], 4),
    promise("tfjs cpu", ["tfjs-cpu"], 60),
    promise("PyTorch 1.13 with two", torchIds(participants, 2), 1 / 2),
  ].map((line) => judge(line, results)).concat(LINES.map((line) => {
    const text = `two threads, time against ${line.x}: largest distance from a line`;
    const fit = fitLine(pointsOf(line, results));
    const wanted = `≤ ${100 * MAX_DEVIATION} %`;
    if (fit === undefined) return { text, wanted, found: "" };
    const found = `${(100 * fit.deviation).toFixed(1)} %`;
    return { text, wanted, found, met: fit.deviation <= MAX_DEVIATION };
  }));
}
