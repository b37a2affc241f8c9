/** A picture as numbers. */

/** Red, green and blue from 0 to 1, row by row; alpha apart, if there is any. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** `width * height * 3` values, channels last. */
  readonly pixels: Float32Array;
  /** `width * height` values from 0 (clear) to 1; absent where everything is opaque. */
  readonly alpha?: Float32Array;
}

/** A black picture. */
export function createPicture(width: number, height: number): Picture {
  return { width, height, pixels: new Float32Array(width * height * 3) };
}

/** Rec. 601 luminance, `width * height` values. */
export function luminance({ pixels }: Picture): Float32Array {
  const values = new Float32Array(pixels.length / 3);
  for (let i = 0; i < values.length; i++) values[i] = luminanceAt(pixels, i);
  return values;
}

/** The same of one pixel. */
export function luminanceAt(pixels: Float32Array, i: number): number {
  return 0.299 * pixels[3 * i]! + 0.587 * pixels[3 * i + 1]! + 0.114 * pixels[3 * i + 2]!;
}
