/** `style apply`: a photograph through one or more checkpoints. */

import { basename, extname, join } from "node:path";
import { readCheckpoint } from "../checkpoint/files.ts";
import type { Picture } from "../data/picture.ts";
import { readPicture } from "../images/read_picture.ts";
import { composeCaptionedSheet } from "../images/sheet.ts";
import { checkWritable } from "../images/write_file.ts";
import { checkPicturePath, writePicture } from "../images/write_picture.ts";
import { paint } from "../model/paint.ts";
import { startBackend } from "../training/backend.ts";
import type { LineOutput } from "../training/progress.ts";
import { SHIPPED_CHECKPOINTS } from "./shipped.ts";
import { UsageError } from "./usage_error.ts";

const SHEET = "sheet";

/** What to do with the photograph. */
export interface ApplyOptions {
  /** Checkpoint files; none means the two that come with the project. */
  readonly checkpoints: readonly string[];
  /** Where the painting goes; only with a single checkpoint. */
  readonly out?: string;
  /** The folder for everything else. */
  readonly folder: string;
  /** Larger photographs are scaled down to this, in pixels. */
  readonly maxSide: number;
}

/** One painting. */
export interface Painting {
  readonly name: string;
  readonly picture: Picture;
  readonly milliseconds: number;
}

/** Paints a photograph with each checkpoint. Everything is read and checked before work begins. */
export async function paintWith(
  picture: Picture,
  checkpoints: readonly { readonly name: string; readonly path: string }[],
): Promise<Painting[]> {
  const painters = [];
  for (const { name, path } of checkpoints) painters.push({ name, ...await readCheckpoint(path) });
  await startBackend();
  return painters.map((painter) => {
    const from = performance.now();
    const painted = paint(painter, picture);
    return { name: painter.name, picture: painted, milliseconds: performance.now() - from };
  });
}

/** Reads, paints, writes, and says what it wrote. */
export async function apply(
  photo: string,
  { options, output }: { readonly options: ApplyOptions; readonly output: LineOutput },
): Promise<void> {
  const { checkpoints, out, folder, maxSide } = options;
  const chosen = checkpoints.length > 0
    ? nameApart(checkpoints)
    : SHIPPED_CHECKPOINTS.map(({ norm, path }) => ({ name: norm, path }));
  if (out !== undefined) {
    if (chosen.length > 1) throw new UsageError("--out needs a single --checkpoint");
    checkPicturePath(out);
  }
  const stem = join(folder, basename(photo, extname(photo)));
  const pathOf = (name: string) => out ?? `${stem}-${name}.png`;
  for (const { name } of chosen) await checkWritable(pathOf(name));
  if (out === undefined) await checkWritable(pathOf(SHEET));
  const picture = await readPicture(photo, { maxSide });
  const paintings = await paintWith(picture, chosen);
  for (const { name, picture, milliseconds } of paintings) {
    const path = pathOf(name);
    await writePicture(path, picture);
    output.write(`${path}  ${picture.width}x${picture.height}, ${milliseconds.toFixed(0)} ms\n`);
  }
  if (out !== undefined) return;
  const cells = paintings.map(({ name, picture }) => ({ picture, caption: name }));
  const sheet = composeCaptionedSheet([[{ picture, caption: "photograph" }, ...cells]]);
  await writePicture(pathOf(SHEET), sheet);
  output.write(`${pathOf(SHEET)}  photograph, ${paintings.map(({ name }) => name).join(", ")}\n`);
}

/** Names checkpoints after their files; equal names get numbers, so that no painting hides another. */
function nameApart(paths: readonly string[]): { name: string; path: string }[] {
  const taken = new Set([SHEET]);
  return paths.map((path) => {
    const stem = basename(path, extname(path));
    let name = stem;
    for (let i = 2; taken.has(name); i++) name = `${stem}-${i}`;
    taken.add(name);
    return { name, path };
  });
}
