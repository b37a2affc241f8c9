/** Bilinear resizing, and its gradient. */

import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { EvenkeelBackend } from "../backend.ts";
import { allFloat32, type Kernels, sizeOf } from "./kernel.ts";
import { placeOf, type ResizeAttributes } from "./pixels.ts";

/** For each place along an axis of the output: its two neighbors, and the share of the second. */
interface Blend {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly share: Float64Array;
}

/** As the stock forward kernel blends. */
function blend(size: number, length: number, attributes: ResizeAttributes): Blend {
  const low = new Int32Array(length), high = new Int32Array(length);
  const share = new Float64Array(length);
  const place = placeOf(size, length, attributes);
  const shift = attributes.halfPixelCenters ? 0.5 : 0;
  for (let i = 0; i < length; i++) {
    const at = place(i) - shift;
    low[i] = Math.max(0, Math.floor(at));
    high[i] = Math.min(size - 1, Math.ceil(at));
    share[i] = at - low[i]!;
  }
  return { low, high, share };
}

function bilinear(
  backend: EvenkeelBackend,
  images: TensorInfo,
  { size: [tall, wide], ...attributes }: ResizeAttributes & {
    readonly size: readonly [number, number];
  },
): TensorInfo {
  const [count, height, width, channels] = images.shape as [number, number, number, number];
  const rows = blend(height, tall, attributes), columns = blend(width, wide, attributes);
  const source = backend.values(images);
  const { info, values } = backend.create([count, tall, wide, channels]);
  let at = 0;
  for (let image = 0; image < count; image++) {
    for (let i = 0; i < tall; i++) {
      const top = (image * height + rows.low[i]!) * width;
      const bottom = (image * height + rows.high[i]!) * width;
      const below = rows.share[i]!;
      for (let j = 0; j < wide; j++) {
        const left = columns.low[j]! * channels, right = columns.high[j]! * channels;
        const beside = columns.share[j]!;
        let a = top * channels + left, b = top * channels + right;
        let c = bottom * channels + left, d = bottom * channels + right;
        for (const end = at + channels; at < end; at++) {
          const upper = source[a]! + (source[b++]! - source[a++]!) * beside;
          const lower = source[c]! + (source[d++]! - source[c++]!) * beside;
          values[at] = upper + (lower - upper) * below;
        }
      }
    }
  }
  return info;
}

function bilinearGradient(
  backend: EvenkeelBackend,
  { dy, images }: { readonly dy: TensorInfo; readonly images: TensorInfo },
  attributes: ResizeAttributes,
): TensorInfo {
  const [count, height, width, channels] = images.shape as [number, number, number, number];
  const [, tall, wide] = dy.shape as [number, number, number];
  const rows = blend(height, tall, attributes), columns = blend(width, wide, attributes);
  const source = backend.values(dy);
  const { info, values } = backend.create(images.shape);
  values.fill(0);
  let at = 0;
  for (let image = 0; image < count; image++) {
    for (let i = 0; i < tall; i++) {
      const top = (image * height + rows.low[i]!) * width;
      const bottom = (image * height + rows.high[i]!) * width;
      const below = rows.share[i]!;
      for (let j = 0; j < wide; j++) {
        const left = columns.low[j]! * channels, right = columns.high[j]! * channels;
        const beside = columns.share[j]!;
        let a = top * channels + left, b = top * channels + right;
        let c = bottom * channels + left, d = bottom * channels + right;
        for (const end = at + channels; at < end; at++, a++, b++, c++, d++) {
          const lower = source[at]! * below, upper = source[at]! - lower;
          // One after the other: at the edges, neighbors are the same pixel.
          values[a] = values[a]! + upper * (1 - beside);
          values[b] = values[b]! + upper * beside;
          values[c] = values[c]! + lower * (1 - beside);
          values[d] = values[d]! + lower * beside;
        }
      }
    }
  }
  return info;
}

/** Bilinear resizing, and its gradient. */
export const BILINEAR_KERNELS: Kernels = {
  ResizeBilinear: ({ inputs: { images }, attrs, backend, stock }) => {
    if (!allFloat32(images) || sizeOf(images!.shape) === 0) return stock();
    return bilinear(backend, images!, attrs);
  },
  // The stock kernel swaps height and width of the result, and forgets half-pixel centers.
  ResizeBilinearGrad: ({ inputs: { images, dy }, attrs, backend, stock }) => {
    if (!allFloat32(images, dy)) return stock();
    return bilinearGradient(backend, { images: images!, dy: dy! }, attrs);
  },
};
