/** All pictures of a folder, at the scales that training wants them. */

import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Picture } from "../data/picture.ts";
import { ImageError, readPicture } from "./read_picture.ts";
import { resizePicture } from "./resize.ts";

/** How the names of pictures end. */
export const PICTURE_EXTENSION_REGEXP: RegExp = /\.(jpe?g|png|webp|gif|tiff?|avif)$/i;

/** A folder, as far as it could be read. */
export interface PictureFolder {
  /** In the order of their names, relative to the folder. */
  readonly names: readonly string[];
  /** The pictures in that order, each at every scale. */
  readonly pictures: readonly (readonly Picture[])[];
  /** One line for each file that could not be read. */
  readonly skipped: readonly string[];
}

/**
 * Reads the pictures of a folder and of those in it, or a single picture. The shorter side becomes
 * `scales[i] * size` pixels; a picture is never enlarged beyond what `size` needs.
 *
 * @throws {ImageError} If the folder is missing, or holds no picture that can be read.
 */
export async function readPictureFolder(
  path: string,
  { size, scales }: { readonly size: number; readonly scales: readonly number[] },
): Promise<PictureFolder> {
  const names: string[] = [], skipped: string[] = [];
  const pictures: Picture[][] = [];
  const files = await listPictures(path);
  for (const name of files) {
    try {
      const picture = await readPicture(join(path, name));
      pictures.push(await atScales(picture, { size, scales }));
      names.push(name);
    } catch (error) {
      if (!(error instanceof ImageError)) throw error;
      skipped.push(error.message);
    }
  }
  if (names.length === 0) {
    const why = skipped.length > 0 ? `; ${skipped[0]}` : "";
    throw new ImageError(
      `${path} must hold a picture (jpg, png, webp, gif, tiff, avif), got none${why}`,
    );
  }
  return { names, pictures, skipped };
}

/**
 * The names of all pictures of a folder and of those in it, in order; of a file, the empty name.
 *
 * @throws {ImageError} If there is no such file or folder.
 */
export async function listPictures(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new ImageError(`cannot read ${path}: no such file or folder`);
  if (!found.isDirectory()) return [""];
  const all = await readdir(path, { recursive: true });
  return all.filter((name) => PICTURE_EXTENSION_REGEXP.test(name)).sort();
}

/** The scales that this picture is large enough for, and at least one. */
async function atScales(
  picture: Picture,
  { size, scales }: { readonly size: number; readonly scales: readonly number[] },
): Promise<Picture[]> {
  const { width, height, pixels } = picture;
  const shorter = Math.min(width, height);
  const wanted = scales.map((scale) => Math.round(scale * size)).filter((side) => side <= shorter);
  const sides = wanted.length > 0
    ? wanted
    : [Math.max(size, Math.min(shorter, Math.round(Math.min(...scales) * size)))];
  return await Promise.all(sides.map((side) =>
    resizePicture({ width, height, pixels }, {
      width: Math.max(side, Math.round(width * side / shorter)),
      height: Math.max(side, Math.round(height * side / shorter)),
    })
  ));
}
