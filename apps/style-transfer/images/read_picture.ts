/** Image files to pictures. */

import { stat } from "node:fs/promises";
import sharp from "sharp";
import type { Picture } from "../data/picture.ts";
import { foreignFormat, READ_FORMATS } from "./foreign_format.ts";

/** A file that is missing, is no image, or is a broken one. */
export class ImageError extends Error {
  override readonly name = "ImageError";
}

/** What bytes without a path are called in errors. */
const STANDARD_INPUT = "standard input";

/** How to read. */
export interface ReadOptions {
  /** Scale down until neither side is longer, in pixels. Default: leave it as it is. */
  readonly maxSide?: number;
}

/**
 * Reads JPEG, PNG, WebP and what else sharp knows: turned upright as its EXIF orientation says, in sRGB
 * whatever it was in (gray, CMYK, 16 bits), alpha apart; of an animation the first frame.
 *
 * @param source A path, or the bytes of a file that came through standard input.
 * @throws {ImageError} If there is no such file, it is no image, or it is cut short.
 * @throws {RangeError} If `maxSide` is not a positive integer.
 */
export async function readPicture(
  source: string | Uint8Array,
  { maxSide }: ReadOptions = {},
): Promise<Picture> {
  if (maxSide !== undefined && (!Number.isSafeInteger(maxSide) || maxSide < 1)) {
    throw new RangeError(`maxSide must be a positive integer, got ${maxSide}`);
  }
  try {
    if (typeof source === "string") {
      if ((await stat(source)).isDirectory()) throw new Error("it is a folder");
    } else if (source.length === 0) throw new Error("it is empty");
    let image = sharp(source, { failOn: "truncated" }).rotate().toColourspace("srgb");
    if (maxSide !== undefined) {
      image = image.resize(maxSide, maxSide, { fit: "inside", withoutEnlargement: true });
    }
    const { hasAlpha } = await image.metadata();
    const shown = hasAlpha ? image.ensureAlpha() : image.removeAlpha();
    const { data, info } = await shown.raw({ depth: "uchar" }).toBuffer({
      resolveWithObject: true,
    });
    return hasAlpha ? fromRgba(data, info) : fromRgb(data, info);
  } catch (cause) {
    const name = typeof source === "string" ? source : STANDARD_INPUT;
    const foreign = await foreignFormat(source);
    const why = foreign === undefined
      ? reason(cause)
      : `${foreign} is not read, but ${READ_FORMATS} are: convert it to one of them`;
    throw new ImageError(`cannot read ${name}: ${why}`, { cause });
  }
}

/** What a person can act on, in place of the libraries' own words. */
function reason(cause: unknown): string {
  const message = cause instanceof Error ? cause.message.trim() : String(cause);
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOENT") return "no such file";
  if (code === "EACCES") return "permission denied";
  if (/unsupported image format/i.test(message)) return "it is not an image";
  if (/premature end|truncated|libpng read error|unexpected end/i.test(message)) {
    return `the image is cut short or broken (${message.split("\n")[0]})`;
  }
  return message;
}

/** Three bytes a pixel, as a picture. */
export function fromRgb(
  data: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): Picture {
  const pixels = new Float32Array(3 * width * height);
  for (let i = 0; i < pixels.length; i++) pixels[i] = data[i]! / 255;
  return { width, height, pixels };
}

function fromRgba(
  data: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): Picture {
  const size = width * height;
  const pixels = new Float32Array(3 * size);
  const alpha = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    for (let c = 0; c < 3; c++) pixels[3 * i + c] = data[4 * i + c]! / 255;
    alpha[i] = data[4 * i + 3]! / 255;
  }
  const opaque = alpha.every((a) => a === 1);
  return { width, height, pixels, ...(opaque ? {} : { alpha }) };
}
