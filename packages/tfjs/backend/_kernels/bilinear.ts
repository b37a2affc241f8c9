/** Bilinear resizing, and its gradient. */

import {
  type Sampling,
  upsampleBilinear2d,
  upsampleBilinear2dBackward,
} from "@evenkeel/kernels/nn";
import { allFloat32, type Kernels, sizeOf } from "./kernel.ts";
import type { ResizeAttributes } from "./pixels.ts";

/** Where pixels stand, in our words. */
function samplingOf({ alignCorners, halfPixelCenters }: ResizeAttributes): Sampling {
  if (halfPixelCenters) return "half-pixel";
  return alignCorners ? "corners" : "legacy";
}

/** Bilinear resizing, and its gradient. */
export const BILINEAR_KERNELS: Kernels = {
  ResizeBilinear: ({ inputs: { images }, attrs, backend, stock }) => {
    if (!allFloat32(images) || sizeOf(images!.shape) === 0) return stock();
    const { shape } = images!;
    const { info, values } = backend.create([shape[0]!, ...attrs.size, shape[3]!]);
    upsampleBilinear2d(backend.values(images!), {
      inputShape: shape,
      outputSize: attrs.size,
      sampling: samplingOf(attrs),
      engine: backend.engine,
      out: values,
    });
    return info;
  },
  // The stock kernel swaps height and width of the result, and forgets half-pixel centers.
  ResizeBilinearGrad: ({ inputs: { images, dy }, attrs, backend, stock }) => {
    if (!allFloat32(images, dy)) return stock();
    const [, height, width] = dy!.shape;
    const { info, values } = backend.create(images!.shape);
    upsampleBilinear2dBackward(backend.values(dy!), {
      inputShape: images!.shape,
      outputSize: [height!, width!],
      sampling: samplingOf(attrs),
      engine: backend.engine,
      out: values,
    });
    return info;
  },
};
