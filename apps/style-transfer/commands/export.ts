/** `style export`: a generator in the file formats of other programs. */

import { rm, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { hasStyles } from "../checkpoint/choose_style.ts";
import { readPainter } from "../checkpoint/read_painter.ts";
import {
  type ExportFile,
  exportFiles,
  type ExportKind,
  isCheckpoint,
} from "../export/export_files.ts";
import { formatBytes } from "../export/format_bytes.ts";
import { checkWritable, writeFileAtomically } from "../images/write_file.ts";
import type { Painter } from "../model/paint.ts";
import type { LineOutput } from "../training/progress.ts";
import { choosePainters } from "./choose_painters.ts";
import { findOverwritten } from "./find_overwritten.ts";
import { UsageError } from "./usage_error.ts";

/** What to write, and where. */
export interface ExportCommandOptions {
  /** A file whose extension says what it is to be, or a folder for one of each. */
  readonly to: string;
  /** Whether kernels are stored in half precision. */
  readonly half: boolean;
  /** Whether a safetensors file has PyTorch's names and layout, and not ours. */
  readonly pytorch: boolean;
  /** Which style of a checkpoint of several. Default: all, which only another checkpoint can hold. */
  readonly style?: string | undefined;
  /** Shares of them, for a style between. Default: none. */
  readonly mix?: ReadonlyMap<string, number> | undefined;
}

/** What a folder gets. */
const FOLDER_FILES: readonly (readonly [ExportKind, string])[] = [
  ["tfjs", "model.json"],
  ["onnx", "generator.onnx"],
  ["pytorch", "pytorch.safetensors"],
  ["checkpoint", "checkpoint.safetensors"],
];

/**
 * Writes a generator for other programs, and says what it wrote. Nothing is written unless all of it can
 * be.
 *
 * @throws {UsageError} If there is no such format or style, the options contradict each other, or a file
 *   would take the checkpoint's place.
 * @throws {CheckpointError} If the checkpoint cannot be read.
 * @throws {Error} If a file cannot be written.
 */
export async function exportGenerator(
  checkpoint: string,
  { options, output }: { readonly options: ExportCommandOptions; readonly output: LineOutput },
): Promise<void> {
  const kinds = await kindsOf(options);
  const painter = await chooseOne(checkpoint, options);
  if (hasStyles(painter) && (kinds.length > 1 || kinds[0]![0] !== "checkpoint")) {
    const names = [...painter.styles.keys()].join(", ");
    throw new UsageError(`${checkpoint} has several styles: --style must name one of ${names}`);
  }
  if (!isCheckpoint(painter) && kinds.length === 1 && kinds[0]![0] === "checkpoint") {
    throw new UsageError(
      `${checkpoint} does not say how it was trained: --to *.safetensors needs --pytorch`,
    );
  }
  const files = kinds
    .filter(([kind]) => kind !== "checkpoint" || isCheckpoint(painter))
    .flatMap(([kind, path]) => exportFiles(kind, painter, { path, half: options.half }));
  const overwritten = await findOverwritten([checkpoint], files.map(({ path }) => path));
  if (overwritten !== undefined) {
    throw new UsageError(`--to must be another file than the checkpoint, got ${overwritten}`);
  }
  await writeAll(files);
  for (const { path, bytes } of files) output.write(`${path}  ${formatBytes(bytes.length)}\n`);
}

/** The painter of a style, if one is named, and of everything in the file otherwise. */
async function chooseOne(
  checkpoint: string,
  { style, mix }: ExportCommandOptions,
): Promise<Painter> {
  if (style === undefined && mix === undefined) return await readPainter(checkpoint);
  const styles = style === undefined ? [] : [style];
  const [painter] = await choosePainters({ checkpoints: [checkpoint], styles, mix });
  return painter!;
}

async function kindsOf(
  { to, pytorch }: ExportCommandOptions,
): Promise<(readonly [ExportKind, string])[]> {
  const kind = await isFolder(to) ? undefined : kindOf(to, pytorch);
  if (pytorch && kind !== "pytorch") {
    throw new UsageError(`--pytorch needs --to *.safetensors, got "${to}"`);
  }
  if (kind !== undefined) return [[kind, to]];
  return FOLDER_FILES.map(([kind, name]) => [kind, join(to, name)]);
}

/** Undefined is for a folder. */
function kindOf(to: string, pytorch: boolean): ExportKind | undefined {
  const extension = extname(to).toLowerCase();
  if (extension === ".json") return "tfjs";
  if (extension === ".onnx") return "onnx";
  if (extension === ".safetensors") return pytorch ? "pytorch" : "checkpoint";
  if (extension === "" && to !== "") return undefined;
  throw new UsageError(
    `--to must end in .json, .onnx or .safetensors, or be a folder, got "${to}"`,
  );
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? /[/\\]$/.test(path);
}

/** All of the files, or none that was not there before. */
async function writeAll(files: readonly ExportFile[]): Promise<void> {
  for (const { path } of files) await checkWritable(path);
  const made: string[] = [];
  try {
    for (const { path, bytes } of files) {
      const isNew = await stat(path).then(() => false, () => true);
      await writeFileAtomically(path, bytes);
      if (isNew) made.push(path);
    }
  } catch (error) {
    for (const path of made) await rm(path, { force: true });
    throw error;
  }
}
