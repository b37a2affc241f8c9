/**
 * Average pooling, and its gradient.
 *
 * @module
 */

import type { FloatArray } from "../types.ts";
import { checkShaped, outputLike, wantedOf } from "./_output.ts";
import { createPool, forEachPatch, type Patch, type Pool2dOptions, reaches } from "./_pool2d.ts";
import { runResample, type Taps, transposed } from "./_resample.ts";
import type { Window } from "./window.ts";

export type { Pool2dOptions } from "./_pool2d.ts";

/** Options of {@linkcode averagePool2d} and {@linkcode averagePool2dBackward}. */
export interface AveragePool2dOptions<T extends FloatArray> extends Pool2dOptions<T> {
  /**
   * Whether the divisor counts padding. Default false, as in TensorFlow; true is PyTorch's default.
   */
  readonly countPadding?: boolean;
}

/**
 * The mean of each window, channel by channel; summed up in float64.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value. A sample's result does not depend on its batch, to the bit. NaN reaches the windows
 * that hold it.
 *
 * @param x `[n, h, w, c]`. Not written.
 * @param options The shape, the window, and what the divisor counts.
 * @returns `[n, oh, ow, c]`, of the type of `x`.
 * @throws {TypeError} If an array is not a float array, or `out` is of another type.
 * @throws {RangeError} If a shape, a size, a stride, the padding or a length is not valid.
 *
 * @example
 * ```ts
 * import { averagePool2d } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const options = { inputShape: [1, 2, 4, 1], windowSize: [2, 2] } as const;
 * const x = new Float32Array([1, 2, 5, 6, 3, 6, 7, 8]);
 * assertEquals([...averagePool2d(x, options)], [3, 6.5]);
 * ```
 */
export function averagePool2d<T extends FloatArray>(x: T, options: AveragePool2dOptions<T>): T {
  const window = createPool(options);
  const { inputShape: [, , w, c], outputShape } = window;
  checkShaped("x", x, window.inputShape);
  const y = outputLike(options.out, x, { ...wantedOf(outputShape), inputs: { x } });
  const resampled = runResample(options.engine, { x, y }, () => {
    const [rows, columns] = tapsOf(window, options);
    return { inputShape: window.inputShape, rows, columns };
  });
  if (resampled) return y;
  const sums = new Float64Array(c);
  const divisorOf = divisors(window, options);
  forEachPatch(window, (patch) => {
    sums.fill(0);
    for (let i = patch.top; i < patch.bottom; i++) {
      for (let j = patch.left; j < patch.right; j++) {
        const from = patch.image + (i * w + j) * c;
        for (let k = 0; k < c; k++) sums[k] = sums[k]! + x[from + k]!;
      }
    }
    const divisor = divisorOf(patch);
    for (let k = 0; k < c; k++) y[patch.y + k] = sums[k]! / divisor;
  });
  return y;
}

/**
 * The gradient of {@linkcode averagePool2d}: each pixel of `dy`, divided, goes to all of its window.
 *
 * @param dy `[n, oh, ow, c]`.
 * @param options The options of the forward call.
 * @returns `[n, h, w, c]`, of the type of `dy`; summed up in float64.
 * @throws {TypeError} If an array is not a float array, or `out` is of another type.
 * @throws {RangeError} If a shape, a size, a stride, the padding or a length is not valid.
 *
 * @example
 * ```ts
 * import { averagePool2dBackward } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const options = { inputShape: [1, 2, 2, 1], windowSize: [2, 2] } as const;
 * assertEquals([...averagePool2dBackward(new Float32Array([8]), options)], [2, 2, 2, 2]);
 * ```
 */
export function averagePool2dBackward<T extends FloatArray>(
  dy: T,
  options: AveragePool2dOptions<T>,
): T {
  const window = createPool(options);
  const { inputShape: [, , w, c], outputShape } = window;
  checkShaped("dy", dy, outputShape);
  const dx = outputLike(options.out, dy, {
    ...wantedOf(window.inputShape),
    inputs: { dy },
  });
  const resampled = runResample(options.engine, { x: dy, y: dx }, () => {
    const [rows, columns] = tapsOf(window, options);
    return {
      inputShape: outputShape,
      rows: transposed(rows, window.inputShape[1]),
      columns: transposed(columns, w),
    };
  });
  if (resampled) return dx;
  const sums = new Float64Array(dx.length);
  const divisorOf = divisors(window, options);
  forEachPatch(window, (patch) => {
    const divisor = divisorOf(patch);
    for (let i = patch.top; i < patch.bottom; i++) {
      for (let j = patch.left; j < patch.right; j++) {
        const to = patch.image + (i * w + j) * c;
        for (let k = 0; k < c; k++) sums[to + k] = sums[to + k]! + dy[patch.y + k]! / divisor;
      }
    }
  });
  dx.set(sums);
  return dx;
}

function divisors<T extends FloatArray>(
  { filterShape: [kh, kw] }: Window,
  { countPadding = false }: AveragePool2dOptions<T>,
): (patch: Patch) => number {
  if (countPadding) return () => kh * kw;
  // A window may lie beside an empty picture: its sum of 0 stays 0.
  return ({ top, bottom, left, right }) => (bottom - top) * (right - left) || 1;
}

/** What each row and each column of the output is made of. */
function tapsOf<T extends FloatArray>(
  window: Window,
  { countPadding = false }: AveragePool2dOptions<T>,
): readonly [rows: Taps, columns: Taps] {
  const taps = (axis: "rows" | "columns", size: number) =>
    reaches(window, axis).map(({ from, to }) => {
      const weight = 1 / (countPadding ? size : to - from);
      return Array.from(
        { length: Math.max(0, to - from) },
        (_, i) => ({ place: from + i, weight }),
      );
    });
  const [kh, kw] = window.filterShape;
  return [taps("rows", kh), taps("columns", kw)];
}
