/** One file, one idea: how long files are, how they are called, and where their tests stand. */

import { join } from "node:path";
import process from "node:process";
import { report } from "./_report.ts";
import { listSourceFiles, ROOT } from "./_source_files.ts";

const MAX_LINES = 400;
const MEDIAN_LINES_GOAL = 120;

/** Data that a program wrote. */
const GENERATED_REGEXP = /^packages\/testing\/golden\/vectors\//;

const FILE_NAME_REGEXP = /^_?[a-z][a-z0-9]*(_[a-z0-9]+)*(\.d)?\.[cm]?[jt]sx?$/;
const FOLDER_NAME_REGEXP = /^[_a-z][a-z0-9_-]*$/;

/**
 * Suites that test several source files of a package at once. Everything else that is not private has
 * its test beside it.
 */
const SUITES: Readonly<Record<string, readonly string[]>> = {
  "packages/kernels/golden_test.ts": [
    "packages/kernels/batch_norm.ts",
    "packages/kernels/engine.ts",
    "packages/kernels/group_norm.ts",
    "packages/kernels/instance_norm.ts",
    "packages/kernels/layer_norm.ts",
    "packages/kernels/normalize.ts",
    "packages/kernels/positional_norm.ts",
    "packages/kernels/rms_norm.ts",
    "packages/kernels/scalar_engine.ts",
  ],
  "packages/kernels/relations_test.ts": ["packages/kernels/plan.ts"],
  "packages/testing/assert_all_close_test.ts": ["packages/testing/assertion_error.ts"],
  "packages/tfjs/layers/layers_test.ts": [
    "packages/tfjs/layers/batch_normalization.ts",
    "packages/tfjs/layers/instance_normalization.ts",
    "packages/tfjs/layers/register_layers.ts",
  ],
  "packages/tfjs/norm_ops_test.ts": [
    "packages/tfjs/batch_norm.ts",
    "packages/tfjs/group_norm.ts",
    "packages/tfjs/instance_norm.ts",
    "packages/tfjs/layer_norm.ts",
    "packages/tfjs/positional_norm.ts",
    "packages/tfjs/rms_norm.ts",
  ],
  "packages/tfjs/safetensors/safetensors_test.ts": [
    "packages/tfjs/safetensors/dtypes.ts",
    "packages/tfjs/safetensors/duplicate_keys.ts",
    "packages/tfjs/safetensors/read.ts",
    "packages/tfjs/safetensors/write.ts",
  ],
  "packages/tfjs/webgl/norms_browser_test.ts": ["packages/testing/browser/module_page.ts"],
};

/** A source file, as far as this check is concerned. */
export interface SourceFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly lines: number;
}

/** One line for each file that is too long, badly named or without a test. */
export function findFileFindings(
  files: readonly SourceFile[],
  suites: Readonly<Record<string, readonly string[]>> = SUITES,
): string[] {
  const paths = new Set(files.map(({ path }) => path));
  const covered = new Set(Object.values(suites).flat());
  const findings: string[] = [];
  for (const { path, lines } of files) {
    if (GENERATED_REGEXP.test(path)) continue;
    if (lines > MAX_LINES) {
      findings.push(`${path}: must have at most ${MAX_LINES} lines, got ${lines}`);
    }
    if (!isWellNamed(path)) findings.push(`${path}: must be named in snake_case`);
    if (needsTest(path) && !covered.has(path) && !paths.has(ownTest(path))) {
      findings.push(`${path}: must be tested in ${ownTest(path)}`);
    }
  }
  for (const [suite, covers] of Object.entries(suites)) {
    for (const path of [suite, ...covers]) {
      if (!paths.has(path)) findings.push(`${path}: is listed in SUITES, but is not there`);
    }
    for (const path of covers.filter((path) => paths.has(ownTest(path)))) {
      findings.push(`${path}: is listed in SUITES, but has ${ownTest(path)}`);
    }
  }
  return findings;
}

function ownTest(path: string): string {
  return path.replace(/\.ts$/, "_test.ts");
}

/** The middle of the lengths of all files that people wrote. */
export function medianLines(files: readonly SourceFile[]): number {
  const lengths = files.filter(({ path }) => !GENERATED_REGEXP.test(path))
    .map(({ lines }) => lines).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}

function isWellNamed(path: string): boolean {
  const parts = path.split("/");
  const name = parts.pop()!;
  return FILE_NAME_REGEXP.test(name) && parts.every((part) => FOLDER_NAME_REGEXP.test(part));
}

/** Public code of a package; not its entries, which only re-export, and not bare types. */
function needsTest(path: string): boolean {
  if (!/^packages\/.*\.ts$/.test(path) || GENERATED_REGEXP.test(path)) return false;
  if (/_(test|bench)\.ts$|\.d\.ts$/.test(path)) return false;
  const parts = path.split("/").slice(2);
  if (parts.some((part) => part.startsWith("_"))) return false;
  return !["mod.ts", "types.ts"].includes(parts.at(-1)!);
}

async function readSourceFiles(): Promise<SourceFile[]> {
  return await Promise.all((await listSourceFiles()).map(async (path) => {
    const text = await Deno.readTextFile(join(ROOT, path));
    return { path, lines: text.split("\n").length - 1 };
  }));
}

if (import.meta.main) {
  const files = await readSourceFiles();
  const median = medianLines(files);
  const findings = findFileFindings(files);
  if (median > MEDIAN_LINES_GOAL) {
    findings.push(`the median file must have at most ${MEDIAN_LINES_GOAL} lines, got ${median}`);
  }
  process.stdout.write(`${files.length} files, median ${median} lines\n`);
  report("files", findings);
}
