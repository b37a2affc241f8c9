/** `style inspect`: what a file is. */

import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { formatBytes } from "../export/format_bytes.ts";
import { inspectFile } from "../export/inspect_file.ts";
import type { Inspection, Json } from "../export/inspection.ts";
import type { LineOutput } from "../training/progress.ts";
import { UsageError } from "./usage_error.ts";

/** What stands for a folder: a run's, or an export's. */
const FOLDER_FILES = ["training.safetensors", "model.json"];
/** Of these kinds we know what arrays they have: the text does not list them. */
const OWN_KINDS = ["style generator", "training run"];

/**
 * Says what a file is: a generator, a run, anybody's safetensors file, a model of TensorFlow.js or ONNX.
 *
 * @throws {UsageError} If there is no such file.
 * @throws {UnknownFileError} If it is nothing that is known, or damaged.
 */
export async function inspect(
  path: string,
  { json, output }: { readonly json: boolean; readonly output: LineOutput },
): Promise<void> {
  const file = await fileOf(path);
  const bytes = await readFile(file);
  const found = inspectFile(bytes, file);
  output.write(
    json
      ? `${JSON.stringify({ path: file, bytes: bytes.length, ...found }, null, 2)}\n`
      : toText(found, { path: file, size: bytes.length }),
  );
}

async function fileOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new UsageError(`there is no file ${path}`);
  if (!found.isDirectory()) return path;
  for (const name of FOLDER_FILES) {
    const inside = join(path, name);
    if (await stat(inside).then(() => true, () => false)) return inside;
  }
  throw new UsageError(
    `${path} is a folder without ${FOLDER_FILES.join(" or ")}: name a file in it`,
  );
}

function toText(
  { kind, facts, tensors }: Inspection,
  { path, size }: { readonly path: string; readonly size: number },
): string {
  const lines = [`${path}  ${kind}, ${formatBytes(size)}`];
  for (const [name, value] of Object.entries(facts)) lines.push(...toLines(name, value));
  if (!OWN_KINDS.includes(kind)) {
    lines.push("");
    for (const { name, dtype, shape } of tensors) {
      lines.push(`${name}  ${dtype} [${shape.join(", ")}]`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function toLines(name: string, value: Json): string[] {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return [
      name,
      ...Object.entries(value).map(([part, one]) => `  ${part.padEnd(15)} ${toWord(one)}`),
    ];
  }
  return [`${name.padEnd(17)} ${toWord(value)}`];
}

function toWord(value: Json): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(toWord).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
