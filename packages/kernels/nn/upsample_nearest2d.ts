/**
 * Nearest-neighbor upsampling, and its gradient.
 *
 * @module
 */

import type { SimdEngine } from "../simd/engine.ts";
import { type Move, move, moveGradient } from "./_sources.ts";
import { checkPictureShape, checkSize } from "./window.ts";

/** Options of {@linkcode upsampleNearest2d} and {@linkcode upsampleNearest2dBackward}. */
export interface UpsampleNearest2dOptions {
  /** The shape of `x`, `[n, h, w, c]`. */
  readonly inputShape: readonly number[];
  /** Height and width of the output. */
  readonly outputSize: readonly [number, number];
  /** The engine to compute with. */
  readonly engine: SimdEngine;
  /** Written; new when absent. Not an input. */
  readonly out?: Float32Array;
}

/**
 * Resizes pictures by repeating pixels (or leaving some out): `y[n, i, j] = x[n, floor(i * h / oh),
 * floor(j * w / ow)]`, as PyTorch and TensorFlow do it by
 * default. Their scales are 32-bit numbers, though, so that at some sizes they take a neighboring pixel.
 *
 * Pixels are copied to the bit. An empty batch or output size gives an empty output.
 *
 * @param x `[n, h, w, c]`. Not written.
 * @param options The shape and the size of the output.
 * @returns `[n, oh, ow, c]`.
 * @throws {TypeError} If an array is no Float32Array, or the engine has no SIMD WebAssembly.
 * @throws {RangeError} If a shape, a size or a length is not valid, or `out` overlaps `x`.
 *
 * @example
 * ```ts
 * import { createEngine, upsampleNearest2d } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const x = new Float32Array([1, 2]);
 * const y = upsampleNearest2d(x, { inputShape: [1, 1, 2, 1], outputSize: [1, 4], engine });
 * assertEquals([...y], [1, 1, 2, 2]);
 * engine.dispose();
 * ```
 */
export function upsampleNearest2d(
  x: Float32Array,
  options: UpsampleNearest2dOptions,
): Float32Array {
  return move(x, moveOf(options));
}

/**
 * The gradient of {@linkcode upsampleNearest2d}: what reaches a pixel from all its copies is added up.
 *
 * @param dy `[n, oh, ow, c]`.
 * @param options The options of the forward call.
 * @returns `[n, h, w, c]`.
 * @throws {TypeError} If an array is no Float32Array, or the engine has no SIMD WebAssembly.
 * @throws {RangeError} If a shape, a size or a length is not valid, or `out` overlaps `dy`.
 *
 * @example
 * ```ts
 * import { createEngine, upsampleNearest2dBackward } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const options = { inputShape: [1, 1, 2, 1], outputSize: [1, 4], engine } as const;
 * assertEquals([...upsampleNearest2dBackward(new Float32Array([1, 2, 3, 4]), options)], [3, 7]);
 * engine.dispose();
 * ```
 */
export function upsampleNearest2dBackward(
  dy: Float32Array,
  options: UpsampleNearest2dOptions,
): Float32Array {
  return moveGradient(dy, moveOf(options));
}

function moveOf({ inputShape, outputSize, engine, out }: UpsampleNearest2dOptions): Move {
  const shape = checkPictureShape("inputShape", inputShape);
  checkSize("outputSize", outputSize, shape);
  const line = (axis: 0 | 1) =>
    Array.from(
      { length: outputSize[axis] },
      (_, i) => Math.floor(i * shape[1 + axis]! / outputSize[axis]),
    );
  return { inputShape: shape, rows: line(0), columns: line(1), engine, out };
}
