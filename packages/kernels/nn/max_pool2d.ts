/**
 * Max pooling, and its gradient.
 *
 * @module
 */

import type { FloatArray } from "../types.ts";
import { checkSameType, checkShaped, outputLike, wantedOf } from "./_output.ts";
import { createPool, forEachPatch, type Patch, type Pool2dOptions } from "./_pool2d.ts";
import { runMaxPool, runMaxPoolGradient } from "./_max_pool.ts";
import type { Window } from "./window.ts";

/**
 * The largest value of each window, channel by channel. Padding counts as negative infinity, and NaN
 * as larger than all numbers.
 *
 * A sample's result does not depend on its batch.
 *
 * @param x `[n, h, w, c]`. Not written.
 * @param options The shape and the window.
 * @returns `[n, oh, ow, c]`, of the type of `x`.
 * @throws {TypeError} If an array is not a float array, or `out` is of another type.
 * @throws {RangeError} If a shape, a size, a stride, the padding or a length is not valid.
 *
 * @example
 * ```ts
 * import { maxPool2d } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const options = { inputShape: [1, 2, 4, 1], windowSize: [2, 2] } as const;
 * const x = new Float32Array([1, 2, 5, 6, 3, 6, 7, 8]);
 * assertEquals([...maxPool2d(x, options)], [6, 8]);
 * ```
 */
export function maxPool2d<T extends FloatArray>(x: T, options: Pool2dOptions<T>): T {
  const window = createPool(options);
  checkShaped("x", x, window.inputShape);
  const y = outputLike(options.out, x, { ...wantedOf(window.outputShape), inputs: { x } });
  if (runMaxPool(options.engine, window, { x, y })) return y;
  forEachLargest(window, x, (to, from) => {
    y[to] = from < 0 ? -Infinity : x[from]!;
  });
  return y;
}

/**
 * The gradient of {@linkcode maxPool2d}: each pixel of `dy` goes to the largest value of its window; to
 * the first one if there are several (the last one if they are NaN), as in PyTorch.
 *
 * @param dy `[n, oh, ow, c]`.
 * @param x The input of the forward call.
 * @param options The options of the forward call.
 * @returns `[n, h, w, c]`, of the type of `dy`.
 * @throws {TypeError} If an array is not a float array, or of another type than `dy`.
 * @throws {RangeError} If a shape, a size, a stride, the padding or a length is not valid.
 *
 * @example
 * ```ts
 * import { maxPool2dBackward } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const options = { inputShape: [1, 2, 2, 1], windowSize: [2, 2] } as const;
 * const [dy, x] = [new Float32Array([5]), new Float32Array([1, 4, 3, 2])];
 * assertEquals([...maxPool2dBackward(dy, x, options)], [0, 5, 0, 0]);
 * ```
 */
export function maxPool2dBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: Pool2dOptions<T>,
): T {
  const window = createPool(options);
  checkShaped("dy", dy, window.outputShape);
  checkShaped("x", x, window.inputShape);
  checkSameType("x", x, dy);
  const dx = outputLike(options.out, dy, {
    ...wantedOf(window.inputShape),
    inputs: { dy, x },
  }).fill(0) as T;
  if (runMaxPoolGradient(options.engine, window, { x, dy, dx })) return dx;
  forEachLargest(window, x, (to, from) => {
    if (from >= 0) dx[from] = dx[from]! + dy[to]!;
  });
  return dx;
}

/** Calls `visit` with the index of each output and that of its input, -1 if its window is empty. */
function forEachLargest(
  window: Window,
  x: FloatArray,
  visit: (to: number, from: number) => void,
): void {
  const { inputShape: [, , w, c] } = window;
  forEachPatch(window, ({ y, image, top, bottom, left, right }: Patch) => {
    for (let k = 0; k < c; k++) {
      let best = -1, largest = -Infinity;
      for (let i = top; i < bottom; i++) {
        for (let j = left; j < right; j++) {
          const at = image + (i * w + j) * c + k;
          const value = x[at]!;
          if (best >= 0 && !(value > largest) && !Number.isNaN(value)) continue;
          best = at;
          largest = value;
        }
      }
      visit(y + k, best);
    }
  });
}
