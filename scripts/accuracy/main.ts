/**
 * Writes `packages/kernels/accuracy.md`: errors of ours and of other libraries on the same hard inputs.
 *
 * The contenders are those of the benchmark; see `scripts/bench/main.ts` for how they are installed.
 */

import { Buffer } from "node:buffer";
import { join } from "node:path";
import process from "node:process";
import {
  type Contender,
  type ContenderSpec,
  startContender,
  UnsupportedError,
} from "../bench/_contender.ts";
import { normModel } from "../bench/_onnx_models.ts";
import { table } from "../bench/_report.ts";
import { listContenders } from "../bench/contenders.ts";
import { ROOT } from "../_source_files.ts";
import { ACCURACY_CASES, type AccuracyCase, interleave } from "./cases.ts";
import {
  type Answer,
  type Errors,
  findErrors,
  findTruth,
  formatError,
  type Truth,
} from "./errors.ts";

const OUT = "packages/kernels/accuracy.md";
/** Short names of those who take part; threads change no bit of ours. */
const NAMES: Readonly<Record<string, string>> = {
  "evenkeel-scalar": "Evenkeel scalar",
  "evenkeel-simd-1": "Evenkeel SIMD",
  "tfjs-cpu": "tfjs cpu",
  "tfjs-wasm": "tfjs wasm",
  "ort-node-1": "onnxruntime-node",
};

/** One contender's column. */
interface Column {
  readonly name: string;
  readonly version: string;
  /** By case. */
  readonly errors: ReadonlyMap<string, Errors | string>;
}

async function measure(): Promise<{ columns: Column[]; missing: string[] }> {
  const folder = await Deno.makeTempDir();
  const columns: Column[] = [];
  const missing: string[] = [];
  const truths = new Map<string, Truth>();
  try {
    for (const spec of listContenders().filter(takesPart)) {
      try {
        const contender = await startContender(spec, { root: ROOT });
        process.stderr.write(`${spec.id}: ${contender.version}\n`);
        columns.push(await examine(contender, truths, folder));
        await contender.stop();
      } catch (error) {
        missing.push(
          `${NAMES[spec.id] ?? spec.id}: ${error instanceof Error ? error.message : error}`,
        );
      }
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return { columns, missing };
}

function takesPart({ id }: ContenderSpec): boolean {
  return id in NAMES || /^torch.*-1$/.test(id);
}

async function examine(
  contender: Contender,
  truths: Map<string, Truth>,
  folder: string,
): Promise<Column> {
  const errors = new Map<string, Errors | string>();
  for (const one of ACCURACY_CASES) {
    const plane = one.values();
    const truth = truths.get(one.name) ?? findTruth(plane, one.epsilon);
    const x = interleave(plane, one.channels);
    truths.set(one.name, truth);
    try {
      errors.set(one.name, findErrors(x, await askFor(contender, { one, x, folder }), truth));
    } catch (error) {
      if (error instanceof UnsupportedError) errors.set(one.name, {});
      else errors.set(one.name, error instanceof Error ? error.message : String(error));
    }
  }
  const { id } = contender.spec;
  return { name: NAMES[id] ?? contender.version, version: contender.version, errors };
}

async function askFor(
  contender: Contender,
  { one, x, folder }: {
    readonly one: AccuracyCase;
    readonly x: Float32Array<ArrayBuffer>;
    readonly folder: string;
  },
): Promise<Answer> {
  const { height, width, channels, epsilon } = one;
  const sizes = [1, channels, height, width] as const;
  const paths = { x: join(folder, "x"), y: join(folder, "y") };
  await Deno.writeFile(paths.x, new Uint8Array(x.buffer));
  const model = normModel({ op: "instance", sizes, epsilon, plain: true });
  const { result } = await contender.ask({
    command: "normalize",
    ...paths,
    shape: channels === 1 ? sizes : [1, height, width, channels],
    sizes,
    layout: channels === 1 ? "channels-first" : "channels-last",
    epsilon,
    model: Buffer.from(model).toString("base64"),
  });
  const y = new Float32Array((await Deno.readFile(paths.y)).buffer);
  return { ...(isMoments(result) ? result : {}), y };
}

function isMoments(result: unknown): result is Pick<Answer, "mean" | "variance"> {
  return typeof result === "object" && result !== null && "mean" in result;
}

function format(columns: readonly Column[], missing: readonly string[]): string {
  const tableOf = (what: keyof Errors) =>
    table(
      ["input", ...columns.map(({ name }) => name)],
      ACCURACY_CASES.map((
        { name },
      ) => [name, ...columns.map((column) => cell(column, name, what))]),
    );
  const failures = columns.flatMap(({ name, errors }) =>
    [...errors].filter(([, found]) => typeof found === "string")
      .map(([one, why]) => `- ${name}, ${one}: ${why}`)
  );
  return [
    "# Accuracy",
    "Written by `deno task accuracy`; never edited by hand. Instance norm in float32 of one plane " +
    "(or, where it says so, of five equal ones, channels-last), " +
    "ε = 1e-5 inside the root unless said otherwise, against moments computed in whole numbers and " +
    "rounded once. Errors are counted in float32 ulp; 0.5 is what rounding the exact result costs. Where " +
    "the right value is 0, the wrong one stands there.",
    "Versions: " + columns.map(({ name, version }) => `${name} (${version})`).join(", ") + ".",
    ...missing.map((line) => `Missing: ${line}.`),
    "## Mean",
    "In ulp of the larger of |mean| and standard deviation. onnxruntime does not tell.",
    tableOf("mean"),
    "## Variance",
    "In ulp of the variance itself. Beyond 3.4e38 and below 1e-45, float32 has no such number.",
    tableOf("variance"),
    "## Output",
    "The worst element, in ulp of the largest |y|.",
    tableOf("y"),
    ...(failures.length === 0 ? [] : ["## Failed", failures.join("\n")]),
  ].join("\n\n") + "\n";
}

function cell({ errors }: Column, one: string, what: keyof Errors): string {
  const found = errors.get(one);
  return typeof found === "string" ? "failed" : formatError(found?.[what]);
}

if (import.meta.main) {
  const { columns, missing } = await measure();
  const path = join(ROOT, OUT);
  await Deno.writeTextFile(path, format(columns, missing));
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", path] }).output();
  process.stderr.write(`wrote ${OUT}\n`);
}
