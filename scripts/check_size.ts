/** How many bytes a page pays for the kernels, and that it pays for one operation only if it uses one. */

import { build, type Metafile, stop } from "esbuild";
import { gzipSync } from "node:zlib";
import process from "node:process";
import { measureAdapter } from "./_adapter_size.ts";
import { report } from "./_report.ts";
import { ROOT } from "./_source_files.ts";
import { type Member, readMembers } from "./_workspace.ts";

const KERNELS = "packages/kernels";
/** The goal is 6 KB. */
const MAX_SCALAR_BYTES = 5.75 * 1024;
// The goal is 14 KB. What is above it are the three forms of memory, each with its kernels and a walker,
// and forward in one go, which halves what a small norm takes.
const MAX_SIMD_BYTES = 23.5 * 1024;
const TFJS = "packages/tfjs";
/** The adapter, beyond TensorFlow.js and the kernels; shaders also beyond what every norm brings. */
const MAX_ADAPTER_BYTES = {
  ops: { text: exportAll(`${TFJS}/mod.ts`), bytes: 8 * 1024 },
  layers: { text: exportAll(`${TFJS}/layers/mod.ts`), bytes: 8 * 1024 },
} as const;
const MAX_SHADER_BYTES = {
  webgl: { text: exportAll(`${TFJS}/webgl/mod.ts`), bytes: 5 * 1024 },
  webgpu: { text: exportAll(`${TFJS}/webgpu/mod.ts`), bytes: 5 * 1024 },
} as const;

/** The plan family; each lives in a file of its own name. */
const PLAN_FAMILY = [
  "batchNorm",
  "batchNormInference",
  "groupNorm",
  "instanceNorm",
  "layerNorm",
  "positionalNorm",
  "rmsNorm",
] as const;

/** A bundle, minified. */
export interface Bundle {
  readonly gzipBytes: number;
  /** The files of which anything is left, relative to the root. */
  readonly files: readonly string[];
}

/** Bundles a module given as text, whose imports are relative to the root. */
export async function bundle(
  text: string,
  root: string = ROOT,
): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: text, resolveDir: root, loader: "ts" },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    logLevel: "silent",
    external: ["node:*"],
  });
  return {
    gzipBytes: gzipSync(outputFiles[0]!.contents, { level: 9 }).length,
    files: used(metafile),
  };
}

function used({ outputs }: Metafile): string[] {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) =>
      path
    )
  ).filter((path) => path !== "<stdin>").sort();
}

/** One line for each operation whose bundle holds the file of another one. */
export function findStrangers(
  operations: readonly { readonly name: string; readonly files: readonly string[] }[],
): string[] {
  return operations.flatMap(({ name, files }) =>
    operations.filter((other) =>
      other.name !== name && files.some((file) => isFileOf(file, other.name))
    )
      .map((other) => `${name}: its bundle must not hold ${toFileName(other.name)}`)
  );
}

function isFileOf(file: string, name: string): boolean {
  return file.split("/").at(-1) === toFileName(name);
}

function toFileName(name: string): string {
  return `${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}.ts`;
}

/** One line if it is too large. */
export function findExcess(name: string, gzipBytes: number, maxBytes: number): string[] {
  return gzipBytes < maxBytes
    ? []
    : [`${name}: must have less than ${maxBytes} bytes gzipped, got ${gzipBytes}`];
}

function exportAll(path: string): string {
  return `export * from "./${path}";\n`;
}

function exportText(names: readonly string[], path: string): string {
  return `export { ${names.join(", ")} } from "./${path}";\n`;
}

async function check({ exports }: Member): Promise<string[]> {
  const entry = (path: string) => `${KERNELS}/${exports[path]!.slice(2)}`;
  const main = entry(".");
  const all = PLAN_FAMILY.flatMap((name) => [name, `${name}Backward`])
    .filter((name) => name !== "batchNormInferenceBackward");
  const scalar = await bundle(exportText(all, main));
  const findings = findExcess("plan family, scalar", scalar.gzipBytes, MAX_SCALAR_BYTES);
  process.stdout.write(`plan family, scalar engine: ${scalar.gzipBytes} bytes gzipped\n`);
  if ("./simd" in exports) {
    const simd = await bundle(
      exportText(all, main) + exportText(["createEngine"], entry("./simd")),
    );
    findings.push(...findExcess("plan family, SIMD", simd.gzipBytes, MAX_SIMD_BYTES));
    process.stdout.write(`with the SIMD engine: ${simd.gzipBytes} bytes gzipped\n`);
  }
  findings.push(...await checkAdapter());
  const operations = await Promise.all(
    PLAN_FAMILY.map(async (name) => ({
      name,
      files: (await bundle(exportText([name], main))).files,
    })),
  );
  return [...findings, ...findStrangers(operations)];
}

async function checkAdapter(): Promise<string[]> {
  const base = await measureAdapter(
    exportText(["hasNormKernels"], `${TFJS}/_kernels/register.ts`),
  );
  const findings: string[] = [];
  for (const [limits, shared] of [[MAX_ADAPTER_BYTES, 0], [MAX_SHADER_BYTES, base]] as const) {
    for (const [name, { text, bytes }] of Object.entries(limits)) {
      const size = await measureAdapter(text) - shared;
      findings.push(...findExcess(`tfjs, ${name}`, size, bytes));
      process.stdout.write(`tfjs, ${name}: ${size} bytes gzipped\n`);
    }
  }
  return findings;
}

if (import.meta.main) {
  const kernels = (await readMembers()).find(({ folder }) => folder === KERNELS)!;
  try {
    report("size", await check(kernels));
  } finally {
    await stop();
  }
}
