/** Windows that slide over pictures, as TensorFlow.js describes them. */

import type { Sides, WindowOptions } from "@evenkeel/kernels/nn";
import { backend_util } from "@tensorflow/tfjs-core";

/** What kernels with a sliding window are told. */
export interface WindowAttributes {
  readonly strides: [number, number] | number;
  readonly pad: Parameters<typeof backend_util.computeConv2DInfo>[4];
  readonly dilations: [number, number] | number;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
  /** Whether the filter is `[kh, kw, c, multiplier]`. */
  readonly depthwise?: boolean;
}

/** A window in the words of our kernels. */
export interface AttributedWindow {
  /** What the attributes ask for. */
  readonly outShape: number[];
  readonly options: Required<WindowOptions> & { readonly padding: Sides };
}

type Four = [number, number, number, number];

/** What a convolution's attributes say, in our words. */
export function windowOf(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dilations, dimRoundingMode, depthwise = false }: WindowAttributes,
): AttributedWindow {
  const info = backend_util.computeConv2DInfo(
    inputShape as Four,
    filterShape as Four,
    strides,
    dilations,
    pad,
    dimRoundingMode,
    depthwise,
  );
  const { top, left } = info.padInfo;
  // Rounding may ask for fewer or more outputs than the padding gives: padding below and to the
  // right is what makes the sizes meet.
  const missing = (outputs: number, stride: number, covered: number, size: number) =>
    Math.max(0, (outputs - 1) * stride + covered - size);
  const bottom = missing(
    info.outHeight,
    info.strideHeight,
    info.effectiveFilterHeight,
    info.inHeight + top,
  );
  const right = missing(
    info.outWidth,
    info.strideWidth,
    info.effectiveFilterWidth,
    info.inWidth + left,
  );
  return {
    outShape: info.outShape,
    options: {
      inputShape,
      filterShape,
      strides: [info.strideHeight, info.strideWidth] as const,
      dilations: [info.dilationHeight, info.dilationWidth] as const,
      padding: { top, bottom, left, right },
    },
  };
}

/** Whether our kernel gives as many outputs as the attributes ask for. */
export function fits(window: AttributedWindow): boolean {
  const { inputShape, filterShape, strides, dilations, padding } = window.options;
  return [0, 1].every((axis) => {
    const before = axis === 0 ? padding.top : padding.left;
    const after = axis === 0 ? padding.bottom : padding.right;
    const covered = dilations[axis]! * (filterShape[axis]! - 1) + 1;
    const room = inputShape[1 + axis]! + before + after - covered;
    return Math.floor(room / strides[axis]!) + 1 === window.outShape[1 + axis];
  });
}
