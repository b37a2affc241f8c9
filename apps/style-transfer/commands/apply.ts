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
import { checkPicturePath, encodePng, writePicture } from "../images/write_picture.ts";
import type { Painter } from "../model/paint.ts";
import { startBackend } from "../training/backend.ts";
import type { LineOutput } from "../training/progress.ts";
import { isVideo } from "../video/paint_video.ts";
import { applyVideo } from "./apply_video.ts";
import { paintAnySize } from "./paint_any_size.ts";
import { PIPE, type Pipes, processPipes, readAll, writeAll } from "./pipes.ts";
import { ProgressBar } from "./progress_bar.ts";
import { SHIPPED_CHECKPOINTS } from "./shipped.ts";
import { UsageError } from "./usage_error.ts";

const SHEET = "sheet";
/** On a sheet, pictures need not be larger. */
const SHEET_CELL_PX = 1024;

/** What to do with the photographs. */
export interface ApplyOptions {
  /** Checkpoint files; none means the two that come with the project. */
  readonly checkpoints: readonly string[];
  /**
   * Where the painting goes, `-` for standard output, as PNG; only with a single photograph and a single
   * checkpoint.
   */
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
 * Reads, paints, writes, and says what it wrote: one photograph, `-` for that in standard input, a film, or all
 * photographs of a folder and the folders in it, whose places the paintings keep. What can be checked is checked before work begins.
 *
 * @throws {UsageError} If the options contradict each other.
 * @throws {RangeError} If a number is out of its range.
 * @throws {ImageError} If the photograph, or every one of a folder, cannot be read. Where only some cannot, the
 *   others are painted first.
 */
export async function apply(
  path: string,
  { options, output, pipes = processPipes() }: {
    readonly options: ApplyOptions;
    /** Lines for people; not standard output where the painting goes there. */
    readonly output: LineOutput;
    /** Default: those of the process. */
    readonly pipes?: Pipes;
  },
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
    if (!isVideo(path) && out !== PIPE) checkPicturePath(out);
  }
  if (isVideo(path) && !isFolder) {
    const names = chosen.map(({ name }) => name);
    const open = () => openPainters(chosen);
    const finishFrame = (frame: Picture, painting: Picture) => finish(frame, painting, options);
    await applyVideo(path, { ...options, out, names, open, finish: finishFrame, output });
    return;
  }
  if (!isFolder) {
    const stem = path === PIPE ? "photo" : stemOf(path);
    const pathOf = (name: string) => out ?? join(folder, `${stem}-${name}.png`);
    if (out !== PIPE) { for (const { name } of chosen) await checkWritable(pathOf(name)); }
    if (out === undefined) await checkWritable(pathOf(SHEET));
    const picture = await read(path === PIPE ? await readAll(pipes) : path, options);
    const painters = await openPainters(chosen);
    if (out === PIPE) {
      const [painting] = await paintWith(painters, picture);
      await writeAll(pipes, await encodePng(finish(picture, painting!.picture, options)));
      return;
    }
    const print = (line: string) => void output.write(`${line}\n`);
    await paintOne(picture, { painters, pathOf, options, print, sheet: out === undefined });
    return;
  }
  const names = await listPictures(path);
  if (names.length === 0) throw new ImageError(`${path} holds no picture`);
  await checkWritable(join(folder, "painting.png"));
  const painters = await openPainters(chosen);
  const failed: string[] = [];
  const bar = new ProgressBar(output, { total: names.length });
  for (const [i, name] of names.entries()) {
    const pathOf = (painter: string) =>
      join(folder, dirname(name), `${stemOf(name)}-${painter}.png`);
    const print = (line: string) => bar.print(`${i + 1}/${names.length} ${line}`);
    try {
      const picture = await read(join(path, name), options);
      await paintOne(picture, { painters, pathOf, options, print, sheet: false });
    } catch (error) {
      if (!(error instanceof ImageError)) throw error;
      print(`skipped: ${error.message}`);
      failed.push(name);
    }
    bar.advance();
  }
  bar.stop();
  if (failed.length > 0) {
    throw new ImageError(`${failed.length} of ${names.length} files could not be read`);
  }
}

function stemOf(path: string): string {
  return basename(path, extname(path));
}

function read(source: string | Uint8Array, { maxSide }: ApplyOptions): Promise<Picture> {
  return readPicture(source, maxSide === undefined ? {} : { maxSide });
}

async function paintOne(
  picture: Picture,
  { painters, pathOf, options, print, sheet }: {
    readonly painters: readonly NamedPainter[];
    readonly pathOf: (name: string) => string;
    readonly options: ApplyOptions;
    readonly print: (line: string) => void;
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
    print(`${path}  ${width}x${height}, ${painting!.milliseconds.toFixed(0)} ms`);
    if (sheet) cells.push({ picture: await onSheet(finished), caption: painter.name });
  }
  if (!sheet) return;
  await writePicture(pathOf(SHEET), composeCaptionedSheet([cells]));
  print(`${pathOf(SHEET)}  ${cells.map(({ caption }) => caption).join(", ")}`);
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
