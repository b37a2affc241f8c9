/** Pictures to image files. */

import { extname } from "node:path";
import sharp from "sharp";
import type { Picture } from "../data/picture.ts";
import { writeFileAtomically } from "./write_file.ts";

const JPEG_QUALITY = 92;
/** Of a painting, the usual 6 saves 3 % of the file and takes half as long again. */
const PNG_LEVEL = 2;
const EXTENSIONS = [".png", ".jpg", ".jpeg", ".webp"];

/** How to write. */
export interface WriteOptions {
  /** For JPEG and WebP, from 1 to 100. Default 92. */
  readonly quality?: number;
}

/** Refuses what {@linkcode writePicture} cannot write, before any work is done. */
export function checkPicturePath(path: string): void {
  if (EXTENSIONS.includes(extname(path).toLowerCase())) return;
  throw new RangeError(`output must end in .png, .jpg, .jpeg or .webp, got "${path}"`);
}

/**
 * Writes PNG, JPEG or WebP, as the extension says, whole or not at all. JPEG has no alpha: clear pixels
 * become white.
 *
 * @throws {RangeError} If the extension is another one, the quality is out of range, or the picture has
 *   another size than it says.
 * @throws {Error} If the file cannot be written.
 */
export async function writePicture(
  path: string,
  picture: Picture,
  { quality = JPEG_QUALITY }: WriteOptions = {},
): Promise<void> {
  checkPicturePath(path);
  if (!Number.isInteger(quality) || quality < 1 || quality > 100) {
    throw new RangeError(`quality must be an integer from 1 to 100, got ${quality}`);
  }
  await writeFileAtomically(path, await encode(picture, extname(path).toLowerCase(), quality));
}

/** A picture as the bytes of a PNG file. */
export function encodePng(picture: Picture): Promise<Uint8Array> {
  return encode(picture, ".png", JPEG_QUALITY);
}

/** A picture as the bytes of a JPEG file; clear pixels become white. */
export function encodeJpeg(picture: Picture, quality: number): Promise<Uint8Array> {
  return encode(picture, ".jpg", quality);
}

async function encode(picture: Picture, extension: string, quality: number): Promise<Uint8Array> {
  const { width, height, pixels } = picture;
  if (pixels.length !== width * height * 3) {
    throw new RangeError(
      `pixels must have ${width * height * 3} values (${width}x${height}x3), got ${pixels.length}`,
    );
  }
  const channels = picture.alpha ? 4 : 3;
  const image = sharp(toBytes(picture), { raw: { width, height, channels } });
  const encoded = extension === ".png"
    ? image.png({ compressionLevel: PNG_LEVEL })
    : extension === ".webp"
    ? image.webp({ quality })
    : image.flatten({ background: "white" }).jpeg({ quality });
  return await encoded.toBuffer();
}

/** Bytes, three a pixel or four: clamped, and rounded to the nearest. */
export function toBytes({ width, height, pixels, alpha }: Picture): Uint8ClampedArray {
  const channels = alpha ? 4 : 3;
  const data = new Uint8ClampedArray(channels * width * height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) data[channels * i + c] = 255 * pixels[3 * i + c]!;
    if (alpha) data[4 * i + 3] = 255 * alpha[i]!;
  }
  return data;
}
