/**
 * Side by side with other libraries, in one run: `deno task bench --help`.
 *
 * Peers live in `peers/`: `npm ci --ignore-scripts` there fetches those from npm; PyTorch is taken from
 * `/usr/bin/python3`, from the executables that EVENKEEL_TORCH_PYTHON names, separated by colons, and
 * from those that `--python` names.
 */

import { dirname, join, resolve } from "node:path";
import os from "node:os";
import process from "node:process";
import { parseArgs } from "node:util";
import { ROOT } from "../_source_files.ts";
import type { Measurements, RunTiming, Selection } from "./_experiment.ts";
import { startLookout } from "./_lookout.ts";
import { Quiet } from "./_quiet.ts";
import { formatReport } from "./_report.ts";
import { type Bench, BENCHES } from "./experiments.ts";

/** Much longer than what a clock and a turn's beginning cost. */
const SAMPLE_MS = 40;
/** Compilers begin with quick code. */
const WARM_UP_MS = 300;

const HELP = `deno task bench [${Object.keys(BENCHES).join("|")}] [options]

  norm            normalization, forward and backward (what is measured unless said otherwise)
  conv            single convolutions: forward, gradient of the input, gradient of the filter
  step            whole training steps of the style app
  adapter         norms that learn, of tensors: @evenkeel/tfjs beside stock TensorFlow.js, per backend

  --only a,b      only contenders whose id contains one of these (evenkeel, tfjs, ort-node, torch …)
  --shapes a,b    only cases whose id contains one of these (4×64×64×64, batch, 3×3, 64 px …; x is read as ×)
  --python path   another Python with PyTorch, beside the system's; may be given again
  --rounds n      at most n samples of each contender in each case (15)
  --budget s      seconds that a contender may take in one case (6)
  --patient       also what takes minutes a turn (tfjs cpu on large arrays and in step)
  --wait s        seconds to wait in all for a host without busy neighbors (0: take samples as they come)
  --quick         3 rounds, the most important shape only, unless said otherwise
  --out path      where the report goes, a .md (beside this file); numbers and plots go beside it
  --from path     write the report anew from its JSON, measuring nothing
  --list          the ids, and nothing else
`;

/** What the command line asks for. */
export interface BenchOptions extends RunTiming, Selection {
  readonly bench: Bench;
  readonly out: string;
  readonly from?: string;
  readonly waitMs: number;
  readonly list: boolean;
  readonly help: boolean;
}

/** Reads the command line. */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: text,
      shapes: text,
      rounds: text,
      budget: text,
      wait: text,
      out: text,
      from: text,
      python: { type: "string", multiple: true },
      patient: flag,
      quick: flag,
      list: flag,
      help: flag,
    },
  });
  const { patient, quick, list, help, from } = values;
  const bench = findBench(positionals);
  const only = values.only?.split(",");
  const shapes = values.shapes?.replaceAll(/(?<=\d)x(?=\d)/g, "×").split(",") ??
    (quick ? bench.quick : undefined);
  return {
    bench,
    patient,
    ...(only === undefined ? {} : { only }),
    ...(shapes === undefined ? {} : { shapes }),
    ...(from === undefined ? {} : { from }),
    ...(values.python === undefined ? {} : { pythons: values.python }),
    rounds: toPositive("rounds", values.rounds, quick ? 3 : 15),
    budgetMs: 1000 * toPositive("budget", values.budget, 6),
    waitMs: 1000 * toSeconds("wait", values.wait),
    sampleMs: bench.sampleMs ?? SAMPLE_MS,
    pauseMs: 10,
    warmUpMs: bench.warmUpMs ?? WARM_UP_MS,
    ...(bench.firstWarmUpMs === undefined ? {} : { firstWarmUpMs: bench.firstWarmUpMs }),
    out: values.out ?? bench.report,
    list,
    help,
  };
}

function findBench([name = Object.keys(BENCHES)[0]!, ...more]: readonly string[]): Bench {
  const found = BENCHES[name];
  if (found === undefined || more.length > 0) {
    throw new RangeError(
      `experiment must be one of ${Object.keys(BENCHES).join(", ")}, got ${
        [name, ...more].join(" ")
      }`,
    );
  }
  return found;
}

function toPositive(name: string, text: string | undefined, absent: number): number {
  const value = text === undefined ? absent : Number(text);
  if (!(value > 0)) throw new RangeError(`--${name} must be a positive number, got ${text}`);
  return value;
}

function toSeconds(name: string, text = "0"): number {
  const value = Number(text);
  if (!(value >= 0)) throw new RangeError(`--${name} must be 0 or a positive number, got ${text}`);
  return value;
}

async function run(options: BenchOptions): Promise<void> {
  const { bench } = options;
  if (options.list) return void process.stdout.write(`${bench.list(options).join("\n")}\n`);
  const measurements: Measurements = options.from === undefined
    ? await runWatched(options)
    : JSON.parse(await Deno.readTextFile(options.from));
  const path = resolve(ROOT, options.out);
  const beside = Object.entries(bench.view().files?.(measurements.results) ?? {})
    .map(([name, content]) => [join(dirname(path), name), content] as const);
  const files = new Map([
    [path, formatReport(measurements, bench.view(), bench.targets(measurements))],
    ...beside,
  ]);
  if (options.from === undefined) {
    files.set(path.replace(/\.md$/, ".json"), formatJson(measurements));
  }
  for (const [file, content] of files) await Deno.writeTextFile(file, content);
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", ...files.keys()] }).output();
  process.stderr.write(`wrote ${options.out}\n`);
}

async function runWatched(options: BenchOptions): Promise<Measurements> {
  const { bench, waitMs, ...rest } = options;
  const lookout = waitMs > 0 ? await startLookout() : undefined;
  try {
    return await bench.run(options, {
      ...rest,
      quiet: lookout && new Quiet(() => lookout.look(), waitMs),
      root: ROOT,
      machine: describeMachine(),
      log: (line) => process.stderr.write(`${line}\n`),
    });
  } finally {
    await lookout?.close();
  }
}

/** One result a line, so that two runs can be compared by eye. */
function formatJson({ results, ...rest }: Measurements): string {
  const lines = results.map((result) => `  ${JSON.stringify(result)}`);
  return `${JSON.stringify(rest).slice(0, -1)},"results":[\n${lines.join(",\n")}\n]}\n`;
}

function describeMachine(): Measurements["machine"] {
  const cpus = os.cpus();
  return {
    processor: cpus[0]?.model ?? "unknown",
    cores: cpus.length,
    system: `${os.type()} ${os.arch()}`,
    date: new Date().toISOString().slice(0, 10),
  };
}

if (import.meta.main) {
  const options = parseBenchOptions(Deno.args);
  if (options.help) process.stdout.write(HELP);
  else await run(options);
}
