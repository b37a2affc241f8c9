/** Windows that slide over pictures, without a filter. */

import type { SimdEngine } from "../simd/engine.ts";
import type { FloatArray } from "../types.ts";
import { createWindow, type Padding, type Window } from "./window.ts";

/** Options of max and average pooling. */
export interface Pool2dOptions<T extends FloatArray> {
  /** The shape of `x`, `[n, h, w, c]`. */
  readonly inputShape: readonly number[];
  /** Height and width of the window. */
  readonly windowSize: readonly [number, number];
  /** Steps of the window, `[y, x]`. Default: as large as the window. */
  readonly strides?: readonly [number, number];
  /** Less than the window on each side. Default `"valid"`: none. */
  readonly padding?: Padding;
  /** Written; new when absent. Not an input. */
  readonly out?: T;
  /** The engine to compute with, if the arrays are Float32Arrays. Default: plain loops. */
  readonly engine?: SimdEngine;
}

/** Checks the options. */
export function createPool<T extends FloatArray>(options: Pool2dOptions<T>): Window {
  const { inputShape, windowSize, strides = windowSize, padding = "valid" } = options;
  const [height, width] = windowSize;
  if (
    windowSize.length !== 2 || !windowSize.every((size) => Number.isSafeInteger(size) && size > 0)
  ) throw new RangeError(`windowSize must be 2 positive integers, got [${windowSize}]`);
  if (typeof padding === "object") {
    const { top, bottom, left, right } = padding;
    if (Math.max(top, bottom) >= height || Math.max(left, right) >= width) {
      throw new RangeError(
        `padding must be less than windowSize [${windowSize}] on each side, ` +
          `got ${top}, ${bottom}, ${left}, ${right}`,
      );
    }
  }
  const channels = inputShape[3] ?? 0;
  const filterShape = [height, width, channels, channels];
  return createWindow({ inputShape, filterShape, strides, padding });
}

/** From which place of the input to before which one a window reaches. */
export interface Reach {
  readonly from: number;
  readonly to: number;
}

/** For each row of the output, or each column. */
export function reaches(window: Window, axis: "rows" | "columns"): readonly Reach[] {
  const i = axis === "rows" ? 0 : 1;
  const size = window.inputShape[1 + i]!, before = i === 0 ? window.top : window.left;
  return Array.from({ length: window.outputShape[1 + i]! }, (_, at) => {
    const from = at * window.strides[i]! - before;
    return { from: Math.max(0, from), to: Math.min(size, from + window.filterShape[i]!) };
  });
}

/** The part of a window that lies in the picture; the same object each time. */
export interface Patch {
  /** The index of the output pixel's first element. */
  y: number;
  /** The index of the input picture's first element. */
  image: number;
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Calls `visit` for each output pixel, in the order of memory. */
export function forEachPatch(window: Window, visit: (patch: Patch) => void): void {
  const { inputShape: [, h, w, c], filterShape: [kh, kw], outputShape, strides } = window;
  const [images, oh, ow] = outputShape;
  const patch = { y: 0, image: 0, top: 0, bottom: 0, left: 0, right: 0 };
  for (let image = 0; image < images; image++) {
    patch.image = image * h * w * c;
    for (let i = 0; i < oh; i++) {
      const top = i * strides[0] - window.top;
      patch.top = Math.max(0, top);
      patch.bottom = Math.min(h, top + kh);
      for (let j = 0; j < ow; j++) {
        const left = j * strides[1] - window.left;
        patch.left = Math.max(0, left);
        patch.right = Math.min(w, left + kw);
        visit(patch);
        patch.y += c;
      }
    }
  }
}
