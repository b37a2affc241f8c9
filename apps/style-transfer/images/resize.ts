/** Pictures at other sizes. */

import sharp from "sharp";
import type { Picture } from "../data/picture.ts";

const MAX_16_BIT = 65535;

/**
 * Scales a picture by Lanczos resampling, in 16 bits a channel; the sides need not keep their ratio.
 *
 * @throws {RangeError} If a side is not a positive integer.
 */
export async function resizePicture(
  picture: Picture,
  size: { readonly width: number; readonly height: number },
): Promise<Picture> {
  for (const side of ["width", "height"] as const) {
    if (!Number.isSafeInteger(size[side]) || size[side] < 1) {
      throw new RangeError(`${side} must be a positive integer, got ${size[side]}`);
    }
  }
  const { width, height } = picture;
  const channels = picture.alpha ? 4 : 3;
  const { data } = await sharp(toSixteenBits(picture), { raw: { width, height, channels } })
    .toColourspace("rgb16")
    .resize(size.width, size.height, { fit: "fill" })
    .raw({ depth: "ushort" })
    .toBuffer({ resolveWithObject: true });
  const values = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
  return fromSixteenBits(values, { ...size, channels });
}

/**
 * Scales a picture down until neither side is longer than `maxSide` pixels; never up.
 *
 * @throws {RangeError} If `maxSide` is not a positive integer.
 */
export async function fitWithin(picture: Picture, maxSide: number): Promise<Picture> {
  if (!Number.isSafeInteger(maxSide) || maxSide < 1) {
    throw new RangeError(`maxSide must be a positive integer, got ${maxSide}`);
  }
  const ratio = maxSide / Math.max(picture.width, picture.height);
  if (ratio >= 1) return picture;
  return await resizePicture(picture, {
    width: Math.max(1, Math.round(picture.width * ratio)),
    height: Math.max(1, Math.round(picture.height * ratio)),
  });
}

function toSixteenBits({ width, height, pixels, alpha }: Picture): Uint16Array {
  const channels = alpha ? 4 : 3;
  const data = new Uint16Array(channels * width * height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) data[channels * i + c] = quantize(pixels[3 * i + c]!);
    if (alpha) data[channels * i + 3] = quantize(alpha[i]!);
  }
  return data;
}

/** A typed array wraps around where this must saturate. */
function quantize(value: number): number {
  return Math.round(MAX_16_BIT * Math.min(Math.max(value, 0), 1));
}

function fromSixteenBits(
  data: Uint16Array,
  { width, height, channels }: { readonly width: number; readonly height: number; channels: 3 | 4 },
): Picture {
  const size = width * height;
  const pixels = new Float32Array(3 * size);
  const alpha = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    for (let c = 0; c < 3; c++) pixels[3 * i + c] = data[channels * i + c]! / MAX_16_BIT;
    if (channels === 4) alpha[i] = data[4 * i + 3]! / MAX_16_BIT;
  }
  return { width, height, pixels, ...(channels === 4 ? { alpha } : {}) };
}
