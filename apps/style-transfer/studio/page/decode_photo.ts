/** Files to pixels, by the browser's own decoders. */

import type { RgbaImage } from "../messages.ts";

/** A photo that can be painted. */
export interface Photo {
  readonly name: string;
  readonly image: RgbaImage;
  /** Whether it was larger than it is now. */
  readonly scaledFrom?: { readonly width: number; readonly height: number };
}

/** A file that no photo can be made from; the message is for the page. */
export class PhotoError extends Error {
  override readonly name = "PhotoError";
}

/** The size within `maxSide`, of the same proportions, never larger than it was. */
export function fitSize(
  { width, height }: { readonly width: number; readonly height: number },
  maxSide: number,
): { width: number; height: number } {
  const ratio = Math.min(1, maxSide / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * ratio)),
    height: Math.max(1, Math.round(height * ratio)),
  };
}

/**
 * Decodes a photo, turned upright as it says itself, and scales it down to `maxSide` pixels.
 *
 * @throws {PhotoError} If the browser cannot read it.
 */
export async function decodePhoto(file: Blob, name: string, maxSide: number): Promise<Photo> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch (cause) {
    throw new PhotoError(
      `“${name}” is not a picture that this browser can read, or too large a one. Try a JPEG, PNG or WebP file.`,
      { cause },
    );
  }
  const original = { width: bitmap.width, height: bitmap.height };
  const size = fitSize(original, maxSide);
  const canvas = document.createElement("canvas");
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, size.width, size.height);
  bitmap.close();
  const { data } = context.getImageData(0, 0, size.width, size.height);
  const scaled = size.width !== original.width || size.height !== original.height;
  return {
    name,
    image: { ...size, data: new Uint8ClampedArray(data) },
    ...(scaled ? { scaledFrom: original } : {}),
  };
}
