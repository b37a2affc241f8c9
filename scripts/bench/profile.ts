/**
 * Where the time of a norm goes: kernel by kernel, from the second-level cache up to memory, beside a copy of
 * as many bytes. Writes `profile.md`.
 *
 *     deno task bench:profile
 */

import { createPlan, type Plan } from "@evenkeel/kernels/plan";
import { normalize, normalizeBackward, normalizeInference } from "@evenkeel/kernels/normalize";
import { createEngine } from "@evenkeel/kernels/simd";
import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import process from "node:process";
import { findMachine } from "../../packages/kernels/simd/_machines.ts";
import { formatMarkdown } from "../_format_markdown.ts";
import { fillInput } from "./_shared/inputs.js";
import { formatSizes, type NormCase } from "./cases.ts";

const REPORT = new URL("profile.md", import.meta.url);
/** Of floats in a vector: what times are given for. */
const LANES = 4;
const LEAST_SAMPLES = 21;
const SAMPLE_MS = 2000;
const WARM_UP_MS = 300;

type Sizes = NormCase["sizes"];

const PLACES: readonly { readonly sizes: Sizes; readonly place: string }[] = [
  { sizes: [1, 8, 64, 64], place: "second-level cache" },
  { sizes: [4, 64, 64, 64], place: "third-level cache" },
  { sizes: [1, 32, 1080, 1920], place: "memory" },
  { sizes: [32, 512, 1, 1], place: "short rows" },
];

/** Milliseconds of one call: all of it, and each kernel's share. */
interface Sample {
  readonly whole: number;
  readonly kernels: ReadonlyMap<string, number>;
}

/** The least, in nanoseconds for each vector of the input: others on the host only ever add to a time. */
interface Profile {
  /** Each kernel's, in the order in which they run. */
  readonly kernels: readonly number[];
  /** What isn't spent in kernels. */
  readonly rest: number;
}

const engine = await createEngine();
const machine = findMachine(engine);
if (machine === undefined) throw new Error("there is no SIMD WebAssembly here");

let shares = new Map<string, number>();
const run = machine.run.bind(machine);
machine.run = (kernel, ...job) => {
  const begin = performance.now();
  run(kernel, ...job);
  shares.set(kernel.name, (shares.get(kernel.name) ?? 0) + performance.now() - begin);
};

function measure(call: () => void): Sample {
  shares = new Map();
  const begin = performance.now();
  call();
  return { whole: performance.now() - begin, kernels: shares };
}

function profile(plan: Plan, call: () => void): Profile {
  const warm = performance.now() + WARM_UP_MS;
  while (performance.now() < warm) call();
  const samples: Sample[] = [];
  const end = performance.now() + SAMPLE_MS;
  while (samples.length < LEAST_SAMPLES || performance.now() < end) samples.push(measure(call));
  const nanoseconds = (of: (sample: Sample) => number) =>
    samples.map(of).reduce((a, b) => Math.min(a, b)) * 1e6 * LANES / plan.size;
  const kernels = [...samples[0]!.kernels.keys()].map((name) =>
    nanoseconds(({ kernels }) => kernels.get(name)!)
  );
  const rest = nanoseconds(({ whole, kernels }) =>
    [...kernels.values()].reduce((left, ms) => left - ms, whole)
  );
  return { kernels, rest };
}

function profileCase(
  { op, layout, sizes }: Pick<NormCase, "op" | "layout" | "sizes">,
): Readonly<Record<"copy" | "stepwise" | "forward" | "backward", Profile>> {
  const [n, c, h, w] = sizes;
  const shape = layout === "channels-first" ? sizes : [n, h, w, c];
  const plan = createPlan({ kind: op, shape, layout });
  const [x, y, dy, dx] = Array.from({ length: 4 }, () => engine.allocate(plan.size));
  fillInput(x!, "x");
  fillInput(dy!, "dy");
  const forward = () => normalize(plan, x!, { engine, out: { y: y! } });
  const { mean, variance, rstd } = forward();
  const result = {
    copy: profile(plan, () => y!.set(x!)),
    stepwise: profile(plan, () => {
      engine.statistics(plan, x!);
      normalizeInference(plan, x!, { engine, mean, variance, out: { y: y! } });
    }),
    forward: profile(plan, forward),
    backward: profile(
      plan,
      () => void normalizeBackward(plan, dy!, x!, { engine, mean, rstd, out: { dx: dx! } }),
    ),
  };
  for (const array of [x, y, dy, dx]) engine.free(array!);
  return result;
}

function row(one: Pick<NormCase, "op" | "layout" | "sizes">, place: string): string[] {
  process.stdout.write(`${one.op} ${one.layout} ${formatSizes(one.sizes)}\n`);
  const { copy, stepwise, forward, backward } = profileCase(one);
  const times = [
    copy.rest,
    ...stepwise.kernels,
    forward.kernels.reduce((sum, ns) => sum + ns),
    forward.rest,
    ...backward.kernels,
    backward.rest,
  ];
  return [
    `${formatSizes(one.sizes)}, ${place}`,
    one.op,
    one.layout,
    ...times.map((ns) => ns.toFixed(2)),
  ];
}

const rows = PLACES.flatMap(({ sizes, place }) =>
  (["instance", "batch"] as const)
    // A norm over one element has nothing to do.
    .filter((op) => op === "batch" || sizes[2] * sizes[3] > 1)
    .flatMap((op) =>
      (["channels-first", "channels-last"] as const).map((layout) =>
        row({ op, layout, sizes }, place)
      )
    )
);
const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
await writeFile(
  REPORT,
  await formatMarkdown(`# Where the time of a norm goes

Written by \`deno task bench:profile\`. Processor: ${cpus()[0]?.model ?? "unknown"}; one thread; the
least of what was measured in ${
    SAMPLE_MS / 1000
  } seconds, since others on the host only ever add to a time.

Nanoseconds for each ${LANES} floats of the input. "Moving" is a copy of one array: it reads four floats and
writes four. Forward has to read \`x\` and write \`y\`: one sweep reads \`x\` for the moments, another one
reads \`x\` and writes \`y\`. Both are given as they are by themselves, and as "forward" together, where they
take turns part by part if they can. Backward's first sweep reads \`dy\` and \`x\` for the sums, its second reads both and
writes \`dx\`. The rest is JavaScript: checks, the plan, merging pieces, a line's parameters.

${
    line([
      "n×c×h×w",
      "norm",
      "layout",
      "moving",
      "moments",
      "apply",
      "forward",
      "rest",
      "sums",
      "gradient",
      "rest",
    ])
  }
${line(["---", "---", "---", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:"])}
${rows.map(line).join("\n")}
`),
);
engine.dispose();
process.stdout.write(`wrote ${REPORT.pathname}\n`);
