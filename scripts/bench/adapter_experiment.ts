/** Norms of tensors that learn: who takes part, how the report shows them, what is promised. */

import { adapterReference } from "./_adapter_reference.ts";
import type { ContenderSpec } from "./_contender.ts";
import type { Experiment, Measurements, Result, Selection } from "./_experiment.ts";
import { type ReportView, table } from "./_report.ts";
import { selects } from "./_selects.ts";
import { judge, type RatioTarget, type Target } from "./_targets.ts";
import { ADAPTER_CASES, ADAPTER_SHAPE, type AdapterCase, vectorSizes } from "./adapter_cases.ts";
import { arrayBytes, arraysMoved } from "./cases.ts";
import { COPY_ID, DENO, formatThreads } from "./contenders.ts";

const OURS = ["evenkeel-1", "evenkeel-2"] as const;
/** Backends of TensorFlow.js itself, with our kernels and without. */
const STOCK_BACKENDS = ["wasm", "cpu", "webgpu"] as const;
const BATCH_ID = ADAPTER_CASES[0]!.id;

/** How far from float64, over the largest value. */
const TOLERANCE = 1e-5;

/** Kernels, or dispatches, each way. */
const MAX_KERNELS = 3;
/** Memory in units of the input, vectors not counted. */
const MAX_ARRAYS = 2;
/** Vectors that a statistic and a channel may take: the moments and their gradients, ours and tfjs's. */
const MAX_VECTORS = 16;

/** The experiment, or the part of it that was asked for. */
export function adapterExperiment({ only, shapes }: Selection = {}): Experiment<AdapterCase> {
  return {
    name: "adapter",
    cases: ADAPTER_CASES.filter(({ id }) => selects(shapes, id)),
    contenders: adapterContenders().filter(({ id }) => selects(only, id)),
    reference: adapterReference,
  };
}

function adapterContenders(): ContenderSpec[] {
  const contender = (
    id: string,
    name: string,
    options: Readonly<Record<string, unknown>>,
  ): ContenderSpec => ({
    id,
    name,
    command: [...DENO, "scripts/bench/contenders/adapter.ts"],
    options: { threads: 1, ...options },
  });
  return [
    {
      id: COPY_ID,
      name: "copy of one array",
      command: [...DENO, "scripts/bench/contenders/copy.ts"],
      options: {},
    },
    ...OURS.map((id, i) => {
      const name = `@evenkeel/tfjs on evenkeel, ${formatThreads(i + 1)}`;
      return contender(id, name, { backend: "evenkeel", via: "adapter", threads: i + 1 });
    }),
    ...(["adapter", "stock"] as const).flatMap((via) =>
      STOCK_BACKENDS.map((backend) =>
        contender(
          `${backend}-${via}`,
          `${via === "adapter" ? "@evenkeel/tfjs" : "stock tfjs"} on ${backend}`,
          { backend, via },
        )
      )
    ),
  ];
}

/** The report: one section, a column for each norm. */
export function adapterView(): ReportView {
  return {
    title: "Norms of TensorFlow.js, side by side",
    intro: [
      "Written by `deno task bench adapter`; never edited by hand. Forward and backward of a norm that " +
      `trains, on ${ADAPTER_SHAPE} (n×h×w×c, float32), through \`tf.grads\`: \`@evenkeel/tfjs\` on its own ` +
      "backend and on those of TensorFlow.js, and what users of stock TensorFlow.js compose: " +
      "`tf.moments` and `tf.batchNorm`, or, for instance and group norm, `tf.moments` and arithmetic. " +
      "The stock wasm backend has one thread in Deno. On webgpu, reading one vector of gradients is " +
      "part of the time. GB/s counts what has to pass through memory at least: x and y forward, and " +
      "dy, x and dx backward.",
    ],
    sections: [{
      title: `Training, ${ADAPTER_SHAPE}`,
      columns: ADAPTER_CASES.map(({ op, id }) => ({ label: `${op} norm`, case: id })),
    }],
    ours: OURS,
    copy: COPY_ID,
    rates: {
      caption: "GB/s, and how many times as long as copying one array:",
      amount: (id, contender) => {
        const one = ADAPTER_CASES.find((one) => one.id === id)!;
        return (contender === COPY_ID ? 2 : arraysMoved(one)) * arrayBytes(one);
      },
    },
    tolerance: TOLERANCE,
    extra: (results) => [...formatCosts(results), ...formatErrors(results)],
  };
}

/** Kernels and memory of everyone who told. */
function formatCosts(results: readonly Result[]): string[] {
  const body = results.flatMap(({ case: id, contender, facts }) => {
    const one = ADAPTER_CASES.find((one) => one.id === id);
    if (one === undefined || facts === undefined) return [];
    const { kernels, dispatches, peakBytes, gpuBytes } = facts;
    const inArrays = (bytes: number | undefined) =>
      bytes === undefined ? "" : `${(bytes / arrayBytes(one)).toFixed(2)}×`;
    return [[
      `\`${contender}\`, ${one.op} norm`,
      String(kernels),
      String(dispatches ?? ""),
      inArrays(peakBytes),
      inArrays(gpuBytes),
    ]];
  });
  if (body.length === 0) return [];
  const head = ["", "kernels", "dispatches", "memory", "the GPU's own count"];
  return [
    "## Kernels and memory, forward and backward",
    "Memory at its most, beside what was there before, in units of the input. Views are not counted as " +
    "kernels. Ours on wasm is with `registerWasmGradients`: stock wasm copies what the tape keeps.",
    table(head, body),
  ];
}

function formatErrors(results: readonly Result[]): string[] {
  const body = results.flatMap(({ case: one, contender, probeError }) =>
    probeError === undefined ? [] : [[`\`${contender}\`, ${one}`, probeError.toExponential(1)]]
  );
  if (body.length === 0) return [];
  const head = ["", "largest difference, over the largest value of the same array"];
  return ["## Output and gradients, beside float64", table(head, body)];
}

/** What is promised of batch norm's time, and of every norm's kernels, memory and numbers. */
export function adapterTargets({ results }: Measurements): Target[] {
  const promise = (text: string, ours: string, other: string, atLeast: number): RatioTarget => ({
    text: `batch norm, ${text}`,
    ours,
    others: [other],
    cases: [BATCH_ID],
    atLeast,
  });
  const lines = [
    promise("evenkeel with two threads, against stock wasm", OURS[1], "wasm-stock", 15),
    promise("ours on wasm, against stock wasm", "wasm-adapter", "wasm-stock", 5),
    promise("ours on cpu, against stock cpu", "cpu-adapter", "cpu-stock", 60),
    promise("ours on webgpu, against stock webgpu", "webgpu-adapter", "webgpu-stock", 3),
  ];
  const ours = results.filter(({ contender }) =>
    contender.startsWith("evenkeel-") || contender.endsWith("-adapter")
  );
  return [
    ...lines.map((line) => judge(line, results)),
    judgeMost("kernels and dispatches of ours", 2 * MAX_KERNELS, {
      values: ours.map(({ facts }) => facts && Math.max(facts.kernels ?? 0, facts.dispatches ?? 0)),
      format: String,
    }),
    judgeMost("memory of our tensors, over the input's, vectors not counted", MAX_ARRAYS, {
      values: ours.map(arraysTaken),
      format: (arrays) => `${arrays.toFixed(2)}×`,
    }),
    judgeMost("largest difference of ours from float64", TOLERANCE, {
      values: ours.map(({ probeError }) => probeError),
      format: (error) => error.toExponential(1),
    }),
  ];
}

/** Memory in units of the input, without what vectors may take. */
function arraysTaken({ case: id, facts }: Result): number | undefined {
  const one = ADAPTER_CASES.find((one) => one.id === id);
  if (one === undefined || facts?.peakBytes === undefined) return undefined;
  const { statistics, affines } = vectorSizes(one);
  const vectors = MAX_VECTORS * (statistics + affines) * Float32Array.BYTES_PER_ELEMENT;
  return Math.max(0, facts.peakBytes - vectors) / arrayBytes(one);
}

function judgeMost(
  text: string,
  most: number,
  { values, format }: {
    readonly values: readonly (number | undefined)[];
    readonly format: (value: number) => string;
  },
): Target {
  const wanted = `≤ ${format(most)}`;
  const told = values.filter((value) => value !== undefined);
  if (told.length === 0) return { text, wanted, found: "" };
  const worst = Math.max(...told);
  return { text, wanted, found: format(worst), met: worst <= most };
}
