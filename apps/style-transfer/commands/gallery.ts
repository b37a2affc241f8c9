/** `style gallery`: a few pictures in every style, on one sheet. */

import { basename, extname, join } from "node:path";
import { crop } from "../data/crop_source.ts";
import type { Picture } from "../data/picture.ts";
import { formatBytes } from "../export/format_bytes.ts";
import { listPictures } from "../images/picture_folder.ts";
import { ImageError, readPicture } from "../images/read_picture.ts";
import { resizePicture } from "../images/resize.ts";
import { composeCaptionedSheet, type SheetCell } from "../images/sheet.ts";
import { checkWritable, writeFileAtomically } from "../images/write_file.ts";
import { encodeJpeg } from "../images/write_picture.ts";
import type { BackendChoice } from "../training/backend_names.ts";
import type { LineOutput } from "../training/progress.ts";
import { paintWith } from "./apply.ts";
import { checkPositive } from "./check_positive.ts";
import { choosePainters } from "./choose_painters.ts";
import { findOverwritten } from "./find_overwritten.ts";
import { startBackendAloud } from "./start_backend_aloud.ts";
import { UsageError } from "./usage_error.ts";

/** Tried one after the other, until the sheet is small enough. */
const QUALITIES = [92, 88, 84, 80, 76, 72, 68, 64, 60];

/** What goes on the sheet. */
export interface GalleryOptions {
  /** Names of styles; none means all that come with the project. */
  readonly styles: readonly string[];
  /** How many of the pictures, in the order of their names. */
  readonly count: number;
  /** Width and height of a picture on the sheet, in pixels: its middle is cut out and scaled. */
  readonly cell: number;
  /** Whether the first row shows the pictures as they are. */
  readonly originals: boolean;
  /** How large the file may be, in kilobytes. */
  readonly maxKilobytes: number;
  /** A JPEG file. */
  readonly out: string;
  /** What to compute on. Default: evenkeel. */
  readonly backend?: BackendChoice | undefined;
}

/**
 * Writes a sheet with a column for each picture and a row for each style, and says what is on it.
 *
 * @throws {UsageError} If there is no such style, or the file is no JPEG, or one of the photographs.
 * @throws {RangeError} If a number is no positive integer.
 * @throws {ImageError} If the folder holds too few pictures, or one cannot be read.
 * @throws {Error} If the sheet cannot be small enough, or not be written.
 */
export async function gallery(
  folder: string,
  { options, output }: { readonly options: GalleryOptions; readonly output: LineOutput },
): Promise<void> {
  const { count, cell, originals, maxKilobytes, out, backend } = options;
  for (const [name, value] of Object.entries({ count, cell, maxKilobytes })) {
    checkPositive(name, value);
  }
  if (!/\.jpe?g$/i.test(out)) throw new UsageError(`--out must end in .jpg, got "${out}"`);
  const painters = await choosePainters({ checkpoints: [], styles: options.styles });
  const all = await listPictures(folder);
  const names = all.slice(0, count);
  if (names.length < count) {
    throw new ImageError(`${folder} must hold ${count} pictures, got ${names.length}`);
  }
  if (await findOverwritten(all.map((name) => join(folder, name)), [out]) !== undefined) {
    throw new UsageError(`--out must be another file than the photographs, got ${out}`);
  }
  await checkWritable(out);
  const pictures: Picture[] = [];
  for (const name of names) {
    pictures.push(await square(await readPicture(join(folder, name)), cell));
  }
  await startBackendAloud({ backend }, output);
  const rows: SheetCell[][] = originals
    ? [pictures.map((picture, i) => ({ picture, caption: stemOf(names[i]!, folder) }))]
    : [];
  for (const painter of painters) {
    const row: SheetCell[] = [];
    for (const picture of pictures) {
      const [painting] = await paintWith([painter], picture);
      const caption = row.length === 0 ? { caption: painter.name } : {};
      row.push({ picture: painting!.picture, ...caption });
    }
    rows.push(row);
  }
  const bytes = await encodeWithin(composeCaptionedSheet(rows), 1000 * maxKilobytes);
  await writeFileAtomically(out, bytes);
  output.write(`${out}  ${formatBytes(bytes.length)}\n`);
  output.write(`columns: ${names.map((name) => stemOf(name, folder)).join(", ")}\n`);
  const shown = [...(originals ? ["photographs"] : []), ...painters.map(({ name }) => name)];
  output.write(`rows: ${shown.join(", ")}\n`);
}

/** A single file has the empty name below itself. */
function stemOf(name: string, folder: string): string {
  const path = name === "" ? folder : name;
  return basename(path, extname(path));
}

/** The middle of a picture. */
async function square(picture: Picture, side: number): Promise<Picture> {
  const { width, height } = picture;
  const size = Math.min(width, height);
  const left = Math.floor((width - size) / 2);
  const top = Math.floor((height - size) / 2);
  const middle = crop(picture, { left, top, size, mirrored: false });
  return size === side ? middle : await resizePicture(middle, { width: side, height: side });
}

async function encodeWithin(sheet: Picture, mostBytes: number): Promise<Uint8Array> {
  let bytes: Uint8Array = new Uint8Array();
  for (const quality of QUALITIES) {
    bytes = await encodeJpeg(sheet, quality);
    if (bytes.length <= mostBytes) return bytes;
  }
  throw new Error(
    `the sheet must have at most ${formatBytes(mostBytes)}, got ${
      formatBytes(bytes.length)
    } at quality ${QUALITIES.at(-1)}: take a smaller --cell`,
  );
}
