/** `style apply`: photographs through one or more checkpoints. */

import { stat } from "node:fs/promises";
import { join } from "node:path";
import { readPainter } from "../checkpoint/read_painter.ts";
import type { Picture } from "../data/picture.ts";
import { listPictures } from "../images/picture_folder.ts";
import { ImageError, readPicture } from "../images/read_picture.ts";
import { blend, keepColors } from "../images/recolor.ts";
import { fitWithin } from "../images/resize.ts";
import { composeCaptionedSheet, type SheetCell } from "../images/sheet.ts";
import { checkWritable } from "../images/write_file.ts";
import { checkPicturePath, encodePng, writePicture } from "../images/write_picture.ts";
import type { TileOptions } from "../model/paint_tiles.ts";
import { withOwnStatistics } from "../model/own_statistics.ts";
import type { BackendChoice } from "../training/backend_names.ts";
import type { LineOutput } from "../training/progress.ts";
import { isVideo } from "../video/paint_video.ts";
import { applyVideo } from "./apply_video.ts";
import { choosePainters, type NamedPainter, type PainterChoice, SHEET } from "./choose_painters.ts";
import { findOverwritten } from "./find_overwritten.ts";
import { nameStems, paintingName, stemOf } from "./name_paintings.ts";
import { paintAnySize } from "./paint_any_size.ts";
import { PIPE, type Pipes, processPipes, readAll, writeAll } from "./pipes.ts";
import { ProgressBar } from "./progress_bar.ts";
import { beginBackendAloud, startBackendAloud } from "./start_backend_aloud.ts";
import type { StatisticsOwner } from "./statistics_owners.ts";
import { UsageError } from "./usage_error.ts";

/** On a sheet, pictures need not be larger. */
const SHEET_CELL_PX = 1024;
const SHEET_COLUMNS = 3;

/** What to do with the photographs. */
export interface ApplyOptions extends PainterChoice {
  /**
   * Where the painting goes, `-` for standard output, as PNG; only with a single photograph and a single
   * style or checkpoint.
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
  /** Whose statistics batch norm goes by. Default: `training`. */
  readonly statistics?: StatisticsOwner;
  /** What to compute on. Default: evenkeel. */
  readonly backend?: BackendChoice | undefined;
}

/** One painting. */
export interface Painting {
  readonly name: string;
  readonly picture: Picture;
  readonly milliseconds: number;
}

/** What painters run on, and where that is said. */
export interface PaintersOptions {
  readonly backend?: BackendChoice | undefined;
  readonly output: LineOutput;
}

/** Reads checkpoints and starts the backend. */
export async function openPainters(
  checkpoints: readonly { readonly name: string; readonly path: string }[],
  { backend, output }: PaintersOptions,
): Promise<NamedPainter[]> {
  const painters = [];
  for (const { name, path } of checkpoints) painters.push({ name, ...await readPainter(path) });
  await startBackendAloud({ backend }, output);
  return painters;
}

/** Paints a photograph with each painter; the options are for a large one. */
export async function paintWith(
  painters: readonly NamedPainter[],
  picture: Picture,
  options: TileOptions = {},
): Promise<Painting[]> {
  const paintings = [];
  for (const painter of painters) {
    const from = performance.now();
    const painted = await paintAnySize(painter, picture, options);
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
 * @throws {UsageError} If the options contradict each other, name a style that is not there, or would have a
 *   painting take the place of a photograph.
 * @throws {RangeError} If a number is out of its range.
 * @throws {BackendError} If the backend is not there.
 * @throws {ImageError} If the photograph, or every one of a folder, cannot be read. Where only some cannot, the
 *   others are painted first.
 */
export async function apply(
  path: string,
  { options, output, pipes = processPipes(), backendStarted: begun }: {
    readonly options: ApplyOptions;
    /** Lines for people; not standard output where the painting goes there. */
    readonly output: LineOutput;
    /** Waits for a backend that has begun to start. Default: it begins now. */
    readonly backendStarted?: () => Promise<unknown>;
    /** Default: those of the process. */
    readonly pipes?: Pipes;
  },
): Promise<void> {
  const { out, folder } = options;
  if (!(options.strength >= 0 && options.strength <= 1)) {
    throw new RangeError(`strength must be from 0 to 1, got ${options.strength}`);
  }
  const backendStarted = begun ?? beginBackendAloud(options, output);
  const chosen = await choosePainters(options);
  const painters = options.statistics === "own" ? chosen.map(withOwnStatistics) : chosen;
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
  if (out !== undefined) {
    if (painters.length > 1) {
      const names = painters.map(({ name }) => name).join(", ");
      throw new UsageError(`--out needs a single --style or --checkpoint, got ${names}`);
    }
    if (isFolder) throw new UsageError("--out needs a single photograph; --folder is for many");
    if (!isVideo(path) && out !== PIPE) checkPicturePath(out);
    if (out !== PIPE && await findOverwritten([path], [out]) !== undefined) {
      const input = isVideo(path) ? "film" : "photograph";
      throw new UsageError(`--out must be another file than the ${input}, got ${out}`);
    }
  }
  if (isVideo(path) && !isFolder) {
    const names = painters.map(({ name }) => name);
    const open = async () => {
      await backendStarted();
      return painters;
    };
    const finishFrame = (frame: Picture, painting: Picture) => finish(frame, painting, options);
    await applyVideo(path, { ...options, out, names, open, finish: finishFrame, output });
    return;
  }
  if (!isFolder) {
    const stem = path === PIPE ? "photo" : stemOf(path);
    const pathOf = (name: string) => out ?? join(folder, paintingName(stem, name));
    if (out !== PIPE) { for (const { name } of painters) await checkWritable(pathOf(name)); }
    if (out === undefined) await checkWritable(pathOf(SHEET));
    const picture = await read(path === PIPE ? await readAll(pipes) : path, options);
    await backendStarted();
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
  if (names.length === 0) {
    throw new ImageError(`${path} holds no picture (jpg, png, webp, gif, tiff, avif)`);
  }
  const stems = nameStems(names, painters.map(({ name }) => name));
  const pathsOf = (stem: string) => (painter: string) => join(folder, paintingName(stem, painter));
  const overwritten = await findOverwritten(
    names.map((name) => join(path, name)),
    stems.flatMap((stem) => painters.map(({ name }) => pathsOf(stem)(name))),
  );
  if (overwritten !== undefined) {
    throw new UsageError(
      `--folder must be another folder than that of the photographs: ${overwritten} is one of them`,
    );
  }
  await checkWritable(join(folder, "painting.png"));
  await backendStarted();
  const failed: string[] = [];
  const bar = new ProgressBar(output, { total: names.length });
  for (const [i, name] of names.entries()) {
    const pathOf = pathsOf(stems[i]!);
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
  // Large paintings take turns in one array, since two of them would be too much; sheets have copies.
  let turns: TileOptions = {};
  for (const painter of painters) {
    const [painting] = await paintWith([painter], picture, turns);
    const finished = finish(picture, painting!.picture, options);
    turns = { out: finished.pixels };
    const path = pathOf(painter.name);
    await writePicture(path, finished);
    const { width, height } = finished;
    print(`${path}  ${width}x${height}, ${painting!.milliseconds.toFixed(0)} ms`);
    if (sheet) cells.push({ picture: await onSheet(finished), caption: painter.name });
  }
  if (!sheet) return;
  await writePicture(pathOf(SHEET), composeCaptionedSheet(inRows(cells)));
  print(`${pathOf(SHEET)}  ${cells.map(({ caption }) => caption).join(", ")}`);
}

/** Writes over the painting. */
function finish(photograph: Picture, painting: Picture, options: ApplyOptions): Picture {
  const { keepColors: keep, strength } = options;
  const over = { out: painting.pixels };
  const colored = keep ? keepColors(photograph, painting, over) : painting;
  return strength === 1 ? colored : blend(photograph, colored, strength, over);
}

/** Short rows, all of the same length but for the last. */
function inRows(cells: readonly SheetCell[]): SheetCell[][] {
  const rowCount = Math.ceil(cells.length / SHEET_COLUMNS);
  const length = Math.ceil(cells.length / rowCount);
  return Array.from({ length: rowCount }, (_, i) => cells.slice(i * length, (i + 1) * length));
}

function onSheet(picture: Picture): Promise<Picture> {
  return fitWithin(picture, SHEET_CELL_PX);
}
