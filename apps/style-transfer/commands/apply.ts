/** `style apply`: photographs through one or more checkpoints. */

import { stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { readPainter } from "../checkpoint/read_painter.ts";
import type { Picture } from "../data/picture.ts";
import { listPictures } from "../images/picture_folder.ts";
import { ImageError, readPicture } from "../images/read_picture.ts";
import { blend, keepColors } from "../images/recolor.ts";
import { fitWithin } from "../images/resize.ts";
import { composeCaptionedSheet } from "../images/sheet.ts";
import { checkWritable } from "../images/write_file.ts";
import { checkPicturePath, writePicture } from "../images/write_picture.ts";
import type { Painter } from "../model/paint.ts";
import { startBackend } from "../training/backend.ts";
import type { LineOutput } from "../training/progress.ts";
import { paintAnySize } from "./paint_any_size.ts";
import { SHIPPED_CHECKPOINTS } from "./shipped.ts";
import { UsageError } from "./usage_error.ts";

const SHEET = "sheet";
/** On a sheet, pictures need not be larger. */
const SHEET_CELL_PX = 1024;

/** What to do with the photographs. */
export interface ApplyOptions {
  /** Checkpoint files; none means the two that come with the project. */
  readonly checkpoints: readonly string[];
  /** Where the painting goes; only with a single photograph and a single checkpoint. */
  readonly out?: string;
  /** The folder for everything else. */
  readonly folder: string;
  /** Larger photographs are scaled down to this, in pixels; undefined means never. */
  readonly maxSide: number | undefined;
  /** From 0, the photograph, to 1, the painting. */
  readonly strength: number;
  /** Whether to paint the light alone. */
  readonly keepColors: boolean;
}

/** One painting. */
export interface Painting {
  readonly name: string;
  readonly picture: Picture;
  readonly milliseconds: number;
}

/** A painter with the name that its paintings get. */
export interface NamedPainter extends Painter {
  readonly name: string;
}

/** Reads checkpoints and starts the backend. */
export async function openPainters(
  checkpoints: readonly { readonly name: string; readonly path: string }[],
): Promise<NamedPainter[]> {
  const painters = [];
  for (const { name, path } of checkpoints) painters.push({ name, ...await readPainter(path) });
  await startBackend();
  return painters;
}

/** Paints a photograph with each painter. */
export async function paintWith(
  painters: readonly NamedPainter[],
  picture: Picture,
): Promise<Painting[]> {
  const paintings = [];
  for (const painter of painters) {
    const from = performance.now();
    const painted = await paintAnySize(painter, picture);
    paintings.push({
      name: painter.name,
      picture: painted,
      milliseconds: performance.now() - from,
    });
  }
  return paintings;
}

/**
 * Reads, paints, writes, and says what it wrote: one photograph, or all of a folder and the folders in it,
 * whose places the paintings keep. What can be checked is checked before work begins.
 *
 * @throws {UsageError} If the options contradict each other.
 * @throws {RangeError} If a number is out of its range.
 * @throws {ImageError} If the photograph, or every one of a folder, cannot be read. Where only some cannot, the
 *   others are painted first.
 */
export async function apply(
  path: string,
  { options, output }: { readonly options: ApplyOptions; readonly output: LineOutput },
): Promise<void> {
  const { checkpoints, out, folder } = options;
  const chosen = checkpoints.length > 0
    ? nameApart(checkpoints)
    : SHIPPED_CHECKPOINTS.map(({ norm, path }) => ({ name: norm, path }));
  if (!(options.strength >= 0 && options.strength <= 1)) {
    throw new RangeError(`strength must be from 0 to 1, got ${options.strength}`);
  }
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
  if (out !== undefined) {
    if (chosen.length > 1) throw new UsageError("--out needs a single --checkpoint");
    if (isFolder) throw new UsageError("--out needs a single photograph; --folder is for many");
    checkPicturePath(out);
  }
  if (!isFolder) {
    const pathOf = (name: string) => out ?? join(folder, `${stemOf(path)}-${name}.png`);
    for (const { name } of chosen) await checkWritable(pathOf(name));
    if (out === undefined) await checkWritable(pathOf(SHEET));
    const picture = await read(path, options);
    const painters = await openPainters(chosen);
    await paintOne(picture, { painters, pathOf, options, output, sheet: out === undefined });
    return;
  }
  const names = await listPictures(path);
  if (names.length === 0) throw new ImageError(`${path} holds no picture`);
  await checkWritable(join(folder, "painting.png"));
  const painters = await openPainters(chosen);
  const failed: string[] = [];
  for (const [i, name] of names.entries()) {
    const pathOf = (painter: string) =>
      join(folder, dirname(name), `${stemOf(name)}-${painter}.png`);
    output.write(`${i + 1}/${names.length} `);
    try {
      const picture = await read(join(path, name), options);
      await paintOne(picture, { painters, pathOf, options, output, sheet: false });
    } catch (error) {
      if (!(error instanceof ImageError)) throw error;
      output.write(`skipped: ${error.message}\n`);
      failed.push(name);
    }
  }
  if (failed.length > 0) {
    throw new ImageError(`${failed.length} of ${names.length} files could not be read`);
  }
}

function stemOf(path: string): string {
  return basename(path, extname(path));
}

function read(path: string, { maxSide }: ApplyOptions): Promise<Picture> {
  return readPicture(path, maxSide === undefined ? {} : { maxSide });
}

async function paintOne(
  picture: Picture,
  { painters, pathOf, options, output, sheet }: {
    readonly painters: readonly NamedPainter[];
    readonly pathOf: (name: string) => string;
    readonly options: ApplyOptions;
    readonly output: LineOutput;
    readonly sheet: boolean;
  },
): Promise<void> {
  const cells = [{ picture: await onSheet(picture), caption: "photograph" }];
  for (const painter of painters) {
    const [painting] = await paintWith([painter], picture);
    const finished = finish(picture, painting!.picture, options);
    const path = pathOf(painter.name);
    await writePicture(path, finished);
    const { width, height } = finished;
    output.write(`${path}  ${width}x${height}, ${painting!.milliseconds.toFixed(0)} ms\n`);
    if (sheet) cells.push({ picture: await onSheet(finished), caption: painter.name });
  }
  if (!sheet) return;
  await writePicture(pathOf(SHEET), composeCaptionedSheet([cells]));
  output.write(`${pathOf(SHEET)}  ${cells.map(({ caption }) => caption).join(", ")}\n`);
}

function finish(photograph: Picture, painting: Picture, options: ApplyOptions): Picture {
  const colored = options.keepColors ? keepColors(photograph, painting) : painting;
  return options.strength === 1 ? colored : blend(photograph, colored, options.strength);
}

function onSheet(picture: Picture): Promise<Picture> {
  return fitWithin(picture, SHEET_CELL_PX);
}

/** Names checkpoints after their files; equal names get numbers, so that no painting hides another. */
function nameApart(paths: readonly string[]): { name: string; path: string }[] {
  const taken = new Set([SHEET]);
  return paths.map((path) => {
    const stem = stemOf(path);
    let name = stem;
    for (let i = 2; taken.has(name); i++) name = `${stem}-${i}`;
    taken.add(name);
    return { name, path };
  });
}
