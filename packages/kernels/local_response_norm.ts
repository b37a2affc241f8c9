/**
 * Local response normalization: each channel divided by the strength of its neighbors.
 *
 * @module
 */

import { describe } from "./_check.ts";
import { openBackward, openForward } from "./_open.ts";
import type { FloatArray, Layout } from "./types.ts";

/** What says how local response norm works. */
export interface LocalResponse {
  /** The shape of `x`, `[n, c, ...spatial]` or `[n, ...spatial, c]`, rank at least 2. */
  readonly shape: readonly number[];
  /** Position of the channel axis. Default `"channels-first"`. */
  readonly layout?: Layout;
  /** How many channels a window has, a positive integer. */
  readonly size: number;
  /** The weight of the mean square, finite and at least 0. Default 1e-4, PyTorch's and ONNX's. */
  readonly alpha?: number;
  /** The power that is divided by, finite. Default 0.75, PyTorch's and ONNX's, who call it beta. */
  readonly exponent?: number;
  /**
   * What is added to the mean square, finite and more than 0. Default 1, PyTorch's (who call it k) and
   * ONNX's; the paper has 2.
   */
  readonly bias?: number;
}

/** What {@linkcode localResponseNorm} takes. */
export interface LocalResponseNormOptions<T extends FloatArray> extends LocalResponse {
  /** Arrays to write into, so that memory can be reused. `out.y` may be `x` itself. */
  readonly out?: { readonly y?: T };
}

/** What {@linkcode localResponseNormBackward} takes. */
export interface LocalResponseNormBackwardOptions<T extends FloatArray> extends LocalResponse {
  /** Arrays to write into, so that memory can be reused. `out.dx` may be `dy` itself. */
  readonly out?: { readonly dx?: T };
}

// Positions that are worked on together, so that memory is read in runs when channels come first.
const BLOCK = 64;

/**
 * Divides by a power of the mean square of the neighboring channels:
 * `y = x / (bias + alpha / size * sum(x ** 2)) ** exponent`, the sum over the `size` channels around
 * each (`floor(size / 2)` before it, the rest after), as far as there are any.
 *
 * These are PyTorch's conventions, and ONNX's for odd sizes; TensorFlow does not divide alpha by the
 * size. NaN and infinity stay at their own position. An empty input gives an empty output.
 *
 * Tested against PyTorch in float64: within 1e-12 (Float64Array) and 1e-6 (Float32Array) of the
 * largest value.
 *
 * @param x The input, as many elements as `shape` says. Not written, unless it is also `out.y`.
 * @param options The shape and the window. The defaults are PyTorch's and ONNX's.
 * @returns `y` like `x`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, size, alpha, exponent, bias or a length is not valid.
 *
 * @example
 * ```ts
 * import { localResponseNorm } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 1, 1]); // one sample, three channels
 * const { y } = localResponseNorm(x, { shape: [1, 3], size: 3, alpha: 3, exponent: 1 });
 * assertEquals([...y], [...new Float32Array([1 / 3, 1 / 4, 1 / 3])]);
 * ```
 *
 * @see Krizhevsky, Sutskever, Hinton, "ImageNet Classification with Deep Convolutional Neural
 * Networks" (2012), section 3.3
 */
export function localResponseNorm<T extends FloatArray>(
  x: T,
  options: LocalResponseNormOptions<T>,
): { y: T } {
  const { y } = openForward(x, options);
  const window = createWindow(options);
  const power = powerOf(window.exponent);
  forEachBlock(options, (block) => {
    const column = gather(x, block);
    const base = bases(column, block, window);
    scatter(y, block, (i) => column[i]! / power(base[i]!));
  });
  return { y };
}

/**
 * The gradient of {@linkcode localResponseNorm}. With `b = bias + alpha / size * sum(x ** 2)`:
 * `dx = dy / b ** exponent - 2 * alpha * exponent / size * x * sum(dy * y / b)`, the sum over the
 * channels whose windows hold this one.
 *
 * @param dy The gradient with respect to `y`, of the shape of `x`. Not written, unless it is `out.dx`.
 * @param x The input of the forward call.
 * @param options The options of the forward call.
 * @returns `dx` like `x`.
 * @throws {TypeError} If an array is not a Float32Array or Float64Array.
 * @throws {RangeError} If the shape, layout, size, alpha, exponent, bias or a length is not valid.
 *
 * @example
 * ```ts
 * import { localResponseNormBackward } from "@evenkeel/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Float32Array([1, 0, 1]);
 * const dy = new Float32Array([0, 3, 0]);
 * const options = { shape: [1, 3], size: 3, alpha: 3, exponent: 1 };
 * assertEquals([...localResponseNormBackward(dy, x, options).dx], [0, 1, 0]);
 * ```
 *
 * @see Krizhevsky, Sutskever, Hinton, "ImageNet Classification with Deep Convolutional Neural
 * Networks" (2012), section 3.3
 */
export function localResponseNormBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: LocalResponseNormBackwardOptions<T>,
): { dx: T } {
  const { dx } = openBackward(dy, x, options);
  const window = createWindow(options);
  const { size, alpha, exponent, before } = window;
  const power = powerOf(exponent);
  const factor = 2 * alpha * exponent / size;
  // A channel is in the windows of those for which it is not too far: the window, turned around.
  const turned = { ...window, before: size - 1 - before };
  forEachBlock(options, (block) => {
    const column = gather(x, block);
    const base = bases(column, block, window);
    const direct = gather(dy, block).map((value, i) => value / power(base[i]!));
    const sums = windowSums(direct.map((g, i) => g * column[i]! / base[i]!), block, turned);
    scatter(dx, block, (i) => direct[i]! - factor * column[i]! * sums[i]!);
  });
  return { dx };
}

/** The power, without `**` where PyTorch's and ONNX's default makes it two roots. */
function powerOf(exponent: number): (base: number) => number {
  return exponent === 0.75
    ? (base) => Math.sqrt(base) * Math.sqrt(Math.sqrt(base))
    : (base) => base ** exponent;
}

interface Window {
  readonly size: number;
  readonly before: number;
  readonly alpha: number;
  readonly exponent: number;
  readonly bias: number;
}

function createWindow({ size, alpha = 1e-4, exponent = 0.75, bias = 1 }: LocalResponse): Window {
  if (!Number.isSafeInteger(size) || size < 1) {
    throw new RangeError(`size must be a positive integer, got ${describe(size)}`);
  }
  if (!Number.isFinite(alpha) || alpha < 0) {
    throw new RangeError(`alpha must be a finite number of at least 0, got ${describe(alpha)}`);
  }
  if (!Number.isFinite(exponent)) {
    throw new RangeError(`exponent must be a finite number, got ${describe(exponent)}`);
  }
  if (!Number.isFinite(bias) || bias <= 0) {
    throw new RangeError(`bias must be a finite number greater than 0, got ${describe(bias)}`);
  }
  return { size, before: Math.floor(size / 2), alpha, exponent, bias };
}

/** All channels of some positions: element `channel * width + i` of it, and where that stands. */
interface Block {
  readonly c: number;
  readonly width: number;
  readonly from: number;
  readonly perChannel: number;
  readonly perPosition: number;
}

function forEachBlock(
  { shape, layout = "channels-first" }: LocalResponse,
  visit: (block: Block) => void,
): void {
  const first = layout === "channels-first";
  const c = first ? shape[1]! : shape.at(-1)!;
  const positions = (first ? shape.slice(2) : shape.slice(1, -1)).reduce((a, b) => a * b, 1);
  const [perChannel, perPosition] = first ? [positions, 1] : [1, c];
  for (let sample = 0; sample < shape[0]!; sample++) {
    for (let position = 0; position < positions; position += BLOCK) {
      const width = Math.min(BLOCK, positions - position);
      const from = sample * c * positions + position * perPosition;
      visit({ c, width, from, perChannel, perPosition });
    }
  }
}

/** Reads a block in float64. */
function gather(array: FloatArray, block: Block): Float64Array {
  const { c, width, from, perChannel, perPosition } = block;
  const column = new Float64Array(c * width);
  for (let channel = 0, at = 0; channel < c; channel++) {
    const start = from + channel * perChannel;
    for (let i = 0; i < width; i++) column[at++] = array[start + i * perPosition]!;
  }
  return column;
}

/** Writes a block. */
function scatter(array: FloatArray, block: Block, value: (i: number) => number): void {
  const { c, width, from, perChannel, perPosition } = block;
  for (let channel = 0, at = 0; channel < c; channel++) {
    const start = from + channel * perChannel;
    for (let i = 0; i < width; i++) array[start + i * perPosition] = value(at++);
  }
}

function bases(column: Float64Array, block: Block, window: Window): Float64Array {
  const { alpha, size, bias } = window;
  const sums = windowSums(column.map((value) => value * value), block, window);
  return sums.map((sum) => bias + alpha / size * sum);
}

/** Summed afresh for every channel: a running sum would carry a large neighbor's rounding along. */
function windowSums(
  values: Float64Array,
  { c, width }: Block,
  { size, before }: Window,
): Float64Array {
  const sums = new Float64Array(values.length);
  for (let channel = 0; channel < c; channel++) {
    const from = Math.max(0, channel - before), to = Math.min(c, channel - before + size);
    for (let other = from; other < to; other++) {
      for (let i = 0; i < width; i++) {
        const at = channel * width + i;
        sums[at] = sums[at]! + values[other * width + i]!;
      }
    }
  }
  return sums;
}
