/**
 * Constant pictures are done apart: Winograd's tiles round each output position differently, and an instance
 * norm, whose variance would be about 0, would magnify exactly that noise.
 */

import type { Window } from "./window.ts";

/** The one pixel that a convolution makes of a picture of one color. */
export interface FlatOutput {
  readonly image: number;
  readonly pixel: Float32Array;
}

/** What becomes of each picture of one color; nothing must stand around it but itself. */
export function convolveFlat(
  { inputShape: [n, h, w, c], filterShape: [kh, kw, , outputs], outputShape }: Window,
  { x, filter, bias }: {
    readonly x: Float32Array;
    readonly filter: Float32Array;
    readonly bias?: Float32Array | undefined;
  },
): FlatOutput[] {
  const flat: FlatOutput[] = [];
  if (outputShape[1] * outputShape[2] < 2) return flat;
  for (let image = 0; image < n; image++) {
    const from = image * h * w * c;
    if (!isFlat(x, c, { from, to: from + h * w * c })) continue;
    const sums = new Float64Array(outputs);
    for (let tap = 0, at = 0; tap < kh * kw; tap++) {
      for (let input = 0; input < c; input++) {
        const value = x[from + input]!;
        for (let k = 0; k < outputs; k++) sums[k] = sums[k]! + value * filter[at++]!;
      }
    }
    flat.push({ image, pixel: Float32Array.from(sums, (sum, k) => sum + (bias?.[k] ?? 0)) });
  }
  return flat;
}

/** Writes them. */
export function fillFlat(
  y: Float32Array,
  { outputShape }: Window,
  flat: readonly FlatOutput[],
): void {
  const size = outputShape[1] * outputShape[2] * outputShape[3];
  for (const { image, pixel } of flat) {
    const end = (image + 1) * size;
    for (let at = image * size; at < end; at += pixel.length) y.set(pixel, at);
  }
}

/** Other pictures are found out after a few pixels. */
function isFlat(
  x: Float32Array,
  channels: number,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  for (let i = from + channels; i < to; i++) if (x[i] !== x[i - channels]) return false;
  return true;
}
