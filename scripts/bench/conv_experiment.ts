/** Single convolutions: who takes part, how the report shows them, what is promised. */

import { Buffer } from "node:buffer";
import { CONV_PROBES, CONV_SEEDS, convReference } from "./_conv_reference.ts";
import type { ContenderSpec } from "./_contender.ts";
import type { Experiment, Measurements, Selection } from "./_experiment.ts";
import { convModel } from "./_onnx_models.ts";
import type { ReportView } from "./_report.ts";
import { judge, type RatioTarget, type Target, torchIds } from "./_targets.ts";
import { DENO, formatThreads, onnxruntimes, torchesInBothFormats } from "./contenders.ts";
import {
  CONV_CASES,
  CONV_PASSES,
  type ConvCase,
  formatGeometry,
  operations,
} from "./conv_cases.ts";
import { selects } from "./_selects.ts";

const TITLES = { forward: "Forward", dx: "Gradient of the input", dw: "Gradient of the filter" };

/** How far from float64, over the largest output. */
const TOLERANCE = 1e-5;

/** The filter gradient of tfjs cpu gets through five million a second. */
const MAX_TFJS_CPU_OPERATIONS = 200_000_000;

/** The experiment, or the part of it that was asked for. */
export function convExperiment(
  { only, shapes, patient = false, pythons }: Selection = {},
): Experiment<ConvCase> {
  return {
    name: "conv",
    cases: CONV_CASES.filter(({ id }) => selects(shapes, id)),
    contenders: convContenders(pythons).filter(({ id }) => selects(only, id)),
    reference: convReference,
    probesByTurn: true,
    leftOut: ({ id }, one) =>
      !patient && id === "tfjs-cpu" && one.pass === "dw" &&
        operations(one) > MAX_TFJS_CPU_OPERATIONS
        ? "left out where a single turn takes minutes; --patient measures it"
        : undefined,
    payload: ({ id }, one) => {
      const shared = { probes: CONV_PROBES, seeds: CONV_SEEDS, seed: CONV_SEEDS.x };
      if (!id.startsWith("ort-") || one.pass !== "forward") return shared;
      return { ...shared, model: Buffer.from(convModel(one)).toString("base64") };
    },
  };
}

function convContenders(pythons?: readonly string[]): ContenderSpec[] {
  return [
    ...[false, true].flatMap((relaxedSimd) =>
      [1, 2].map((threads): ContenderSpec => ({
        id: `evenkeel-${threads}${relaxedSimd ? "-relaxed" : ""}`,
        name: `Evenkeel, ${formatThreads(threads)}${relaxedSimd ? ", relaxed SIMD" : ""}`,
        command: [...DENO, "scripts/bench/contenders/evenkeel_conv.ts"],
        options: { threads, relaxedSimd },
      }))
    ),
    ...["cpu", "wasm"].map((backend): ContenderSpec => ({
      id: `tfjs-${backend}`,
      name: `tfjs ${backend}, ${formatThreads(1)}`,
      command: [...DENO, "scripts/bench/contenders/tfjs_conv.ts"],
      options: { backend },
    })),
    ...onnxruntimes(),
    ...torchesInBothFormats(pythons),
  ];
}

/** The report: a section for each pass, a column for each shape. */
export function convView(): ReportView {
  return {
    title: "Convolution, side by side",
    intro: [
      "Written by `deno task bench conv`; never edited by hand. float32; channels in → channels out on " +
      "n×h×w. GFLOP/s counts the textbook's multiplications and additions, also for those who, as with " +
      "Winograd's way, need fewer. tfjs wasm has the gradients of `@evenkeel/tfjs/wasm-gradients`. Every " +
      `output is compared with float64 at ${CONV_PROBES} places.`,
    ],
    sections: CONV_PASSES.map((pass) => ({
      title: TITLES[pass],
      columns: CONV_CASES.filter((one) => one.pass === pass).map((one) => ({
        label: formatGeometry(one),
        case: one.id,
      })),
    })),
    ours: ["evenkeel-1", "evenkeel-2"],
    rates: {
      caption: "GFLOP/s:",
      amount: (id) => operations(CONV_CASES.find((one) => one.id === id)!),
    },
    tolerance: TOLERANCE,
  };
}

/** What is promised of the first shape. */
export function convTargets({ participants, results }: Measurements): Target[] {
  const torch = torchIds(participants, 1);
  const [net] = CONV_CASES;
  const promise = (
    pass: ConvCase["pass"],
    [text, ours, others, atLeast]: readonly [string, string, readonly string[], number],
  ): RatioTarget => ({
    text: `${pass}, ${text}`,
    ours,
    others,
    cases: [`${pass} ${formatGeometry(net!)}`],
    atLeast,
  });
  const lines = [
    promise("forward", ["against tfjs wasm", "evenkeel-1", ["tfjs-wasm"], 2.5]),
    ...CONV_PASSES.map((pass) =>
      promise(pass, ["against PyTorch 1.13", "evenkeel-1", torch, 1 / 2])
    ),
    ...CONV_PASSES.map((pass) =>
      promise(pass, ["two threads against one", "evenkeel-2", ["evenkeel-1"], 1.7])
    ),
  ];
  return [
    ...lines.map((line) => judge(line, results)),
    judgeErrors(results.filter(({ contender }) => contender.startsWith("evenkeel-"))),
  ];
}

function judgeErrors(ours: Measurements["results"]): Target {
  const promised = {
    text: "largest difference of ours from float64",
    wanted: `≤ ${TOLERANCE.toExponential(0)}`,
  };
  const errors = ours.flatMap(({ case: one, probeError }) =>
    probeError === undefined ? [] : [{ one, probeError }]
  );
  if (errors.length === 0) return { ...promised, found: "" };
  const { one, probeError } = errors.reduce((a, b) => b.probeError > a.probeError ? b : a);
  return {
    ...promised,
    found: `${probeError.toExponential(1)} (${one})`,
    met: probeError <= TOLERANCE,
  };
}
