/**
 * Padding with reflected pixels or with zeros, and the gradients.
 *
 * @module
 */

import type { SimdEngine } from "../simd/engine.ts";
import { type Line, type Move, move, moveGradient } from "./_sources.ts";
import { checkPictureShape, type Sides } from "./window.ts";

/** Options of {@linkcode reflectionPad2d}, {@linkcode zeroPad2d} and their gradients. */
export interface Pad2dOptions {
  /** The shape of `x`, `[n, h, w, c]`. */
  readonly inputShape: readonly number[];
  /** Rows and columns that are added on each side. */
  readonly padding: Sides;
  /** The engine to compute with. */
  readonly engine: SimdEngine;
  /** Written; new when absent. Not an input. */
  readonly out?: Float32Array;
}

/**
 * Adds rows and columns that mirror those beside the edge; the edge itself is not repeated.
 *
 * @param x `[n, h, w, c]`. Not written.
 * @param options The shape, and how many rows and columns to add.
 * @returns `[n, top + h + bottom, left + w + right, c]`.
 * @throws {TypeError} If an array is no Float32Array, or the engine has no SIMD WebAssembly.
 * @throws {RangeError} If a shape or a length is not valid, a side is as large as the picture, or `out`
 * overlaps `x`.
 *
 * @example
 * ```ts
 * import { createEngine, reflectionPad2d } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const padding = { top: 0, bottom: 0, left: 2, right: 1 };
 * const x = new Float32Array([1, 2, 3]);
 * const y = reflectionPad2d(x, { inputShape: [1, 1, 3, 1], padding, engine });
 * assertEquals([...y], [3, 2, 1, 2, 3, 2]);
 * engine.dispose();
 * ```
 */
export function reflectionPad2d(x: Float32Array, options: Pad2dOptions): Float32Array {
  return move(x, reflectionOf(options));
}

/**
 * The gradient of {@linkcode reflectionPad2d}: what reaches a pixel from its mirror images is added up.
 *
 * @param dy `[n, top + h + bottom, left + w + right, c]`.
 * @param options The options of the forward call.
 * @returns `[n, h, w, c]`.
 * @throws {TypeError} If an array is no Float32Array, or the engine has no SIMD WebAssembly.
 * @throws {RangeError} If a shape or a length is not valid, a side is as large as the picture, or `out`
 * overlaps `dy`.
 *
 * @example
 * ```ts
 * import { createEngine, reflectionPad2dBackward } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const padding = { top: 0, bottom: 0, left: 2, right: 1 };
 * const dy = new Float32Array([1, 2, 4, 8, 16, 32]);
 * const dx = reflectionPad2dBackward(dy, { inputShape: [1, 1, 3, 1], padding, engine });
 * assertEquals([...dx], [4, 2 + 8 + 32, 1 + 16]);
 * engine.dispose();
 * ```
 */
export function reflectionPad2dBackward(dy: Float32Array, options: Pad2dOptions): Float32Array {
  return moveGradient(dy, reflectionOf(options));
}

/**
 * Adds rows and columns of zeros.
 *
 * @param x `[n, h, w, c]`. Not written.
 * @param options The shape, and how many rows and columns to add.
 * @returns `[n, top + h + bottom, left + w + right, c]`.
 * @throws {TypeError} If an array is no Float32Array, or the engine has no SIMD WebAssembly.
 * @throws {RangeError} If a shape, a side or a length is not valid, or `out` overlaps `x`.
 *
 * @example
 * ```ts
 * import { createEngine, zeroPad2d } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const padding = { top: 0, bottom: 0, left: 2, right: 1 };
 * const y = zeroPad2d(new Float32Array([7]), { inputShape: [1, 1, 1, 1], padding, engine });
 * assertEquals([...y], [0, 0, 7, 0]);
 * engine.dispose();
 * ```
 */
export function zeroPad2d(x: Float32Array, options: Pad2dOptions): Float32Array {
  return move(x, zerosOf(options));
}

/**
 * The gradient of {@linkcode zeroPad2d}: the padding is cut off.
 *
 * @param dy `[n, top + h + bottom, left + w + right, c]`.
 * @param options The options of the forward call.
 * @returns `[n, h, w, c]`.
 * @throws {TypeError} If an array is no Float32Array, or the engine has no SIMD WebAssembly.
 * @throws {RangeError} If a shape, a side or a length is not valid, or `out` overlaps `dy`.
 *
 * @example
 * ```ts
 * import { createEngine, zeroPad2dBackward } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const options = {
 *   inputShape: [1, 1, 1, 1],
 *   padding: { top: 0, bottom: 0, left: 2, right: 1 },
 *   engine,
 * };
 * assertEquals([...zeroPad2dBackward(new Float32Array([1, 2, 3, 4]), options)], [3]);
 * engine.dispose();
 * ```
 */
export function zeroPad2dBackward(dy: Float32Array, options: Pad2dOptions): Float32Array {
  return moveGradient(dy, zerosOf(options));
}

function reflectionOf(options: Pad2dOptions): Move {
  return padded(options, (place, size) => {
    if (place > 1 - size - 1 && place < 2 * size - 1) {
      return place < 0 ? -place : place < size ? place : 2 * (size - 1) - place;
    }
    throw new RangeError(
      `padding must be less than height and width for a reflection, got ` +
        `${place < 0 ? -place : place - size + 1} for ${size}`,
    );
  });
}

function zerosOf(options: Pad2dOptions): Move {
  return padded(options, (place, size) => place >= 0 && place < size ? place : -1);
}

/** `placeOf` says which place of the input a place is that may lie before or behind it. */
function padded(
  { inputShape, padding, engine, out }: Pad2dOptions,
  placeOf: (place: number, size: number) => number,
): Move {
  const shape = checkPictureShape("inputShape", inputShape);
  for (const [side, size] of Object.entries(padding)) {
    if (Number.isSafeInteger(size) && size >= 0) continue;
    throw new RangeError(`padding.${side} must be a non-negative integer, got ${size}`);
  }
  const { top, bottom, left, right } = padding;
  const line = (size: number, before: number, after: number): Line =>
    Array.from({ length: before + size + after }, (_, i) => placeOf(i - before, size));
  return {
    inputShape: shape,
    rows: line(shape[1], top, bottom),
    columns: line(shape[2], left, right),
    engine,
    out,
  };
}
