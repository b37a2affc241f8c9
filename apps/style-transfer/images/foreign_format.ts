/** Image files of formats that nothing here reads. */

import { Buffer } from "node:buffer";
import { open } from "node:fs/promises";

/** The formats that are read, in words. */
export const READ_FORMATS = "JPEG, PNG, WebP, GIF, TIFF, AVIF and SVG";

const HEAD_BYTES = 64;

/** What stands where in a file, one character a byte. */
type Mark = readonly [at: number, text: string];

/** A file is of a format if it has all of the marks. */
const FORMATS: readonly (readonly [name: string, ...marks: readonly Mark[]])[] = [
  // Two letters are not enough: the four zeros are reserved.
  ["BMP", [0, "BM"], [6, "\0\0\0\0"]],
  ["HEIC", [4, "ftyphei"]],
  ["HEIC", [4, "ftyphev"]],
  ["HEIC", [4, "ftypmif1"], [16, "mif1heic"]],
  ["HEIC", [4, "ftypmif1"], [16, "heic"]],
  ["Canon's CR3", [4, "ftypcrx "]],
  ["PSD", [0, "8BPS"]],
  ["ICO", [0, "\0\0\x01\0"]],
  ["JPEG XL", [0, "\xff\x0a"]],
  ["JPEG XL", [0, "\0\0\0\x0cJXL "]],
  ["JPEG 2000", [0, "\0\0\0\x0cjP  "]],
  ["OpenEXR", [0, "v/1\x01"]],
  ["Radiance HDR", [0, "#?RADIANCE"]],
  ["QOI", [0, "qoif"]],
  ["XCF", [0, "gimp xcf"]],
  ["PPM", [0, "P6"]],
  ["PDF", [0, "%PDF"]],
];

/**
 * What a file is that sharp cannot read, by its first bytes; undefined if it is none of the formats that people
 * have, or cannot be opened.
 *
 * @param source A path, or the bytes of a file.
 */
export async function foreignFormat(source: string | Uint8Array): Promise<string | undefined> {
  const head = typeof source === "string" ? await readHead(source) : source.subarray(0, HEAD_BYTES);
  const text = Buffer.from(head).toString("latin1");
  return FORMATS.find(([, ...marks]) => marks.every(([at, mark]) => text.startsWith(mark, at)))
    ?.[0];
}

async function readHead(path: string): Promise<Uint8Array> {
  const bytes = new Uint8Array(HEAD_BYTES);
  const file = await open(path).catch(() => undefined);
  try {
    const { bytesRead = 0 } = await file?.read(bytes) ?? {};
    return bytes.subarray(0, bytesRead);
  } catch {
    return new Uint8Array();
  } finally {
    await file?.close();
  }
}
