/**
 * A number added to each channel, and its gradient.
 *
 * @module
 */

import { checkApart, checkArray } from "../_check.ts";
import type { SimdEngine } from "../simd/engine.ts";
import type { FloatArray } from "../types.ts";
import { checkSameType, outputLike } from "./_output.ts";
import { elementwise } from "./elementwise.ts";
import { sumLeading } from "./reductions.ts";

/** What {@linkcode addBias} takes. */
export interface AddBiasOptions<T extends FloatArray> {
  /** Written, and may be `x`; new when absent. */
  readonly out?: T;
  /** The engine to compute with, if the arrays are Float32Arrays. Default: plain loops. */
  readonly engine?: SimdEngine;
}

/** What {@linkcode addBiasBackward} takes. */
export interface AddBiasBackwardOptions<T extends FloatArray> {
  /** How many channels there are. */
  readonly channels: number;
  /** Written, `[channels]`; new when absent. */
  readonly out?: T;
  /** The engine to compute with, if the arrays are Float32Arrays. Default: plain loops. */
  readonly engine?: SimdEngine;
}

/**
 * Adds a bias to each channel, channels last: `y[..., c] = x[..., c] + bias[c]`.
 *
 * @param x `[..., c]`. Not written, unless it is also `out`.
 * @param bias `[c]`. Not written.
 * @param options Where to write, and the engine.
 * @returns `y` like `x`; empty if `x` is.
 * @throws {TypeError} If an array is not a float array, or of another type than `x`.
 * @throws {RangeError} If `x` holds no whole number of rows, or `out` has another length, overlaps `x` in
 * part or overlaps `bias`.
 *
 * @example
 * ```ts
 * import { addBias } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const [x, bias] = [new Float32Array([1, 2, 3, 4]), new Float32Array([10, 20])];
 * assertEquals([...addBias(x, bias)], [11, 22, 13, 24]);
 * ```
 */
export function addBias<T extends FloatArray>(x: T, bias: T, options: AddBiasOptions<T> = {}): T {
  checkArray("bias", bias, { length: bias.length, unit: "channels" });
  checkRows("x", x, bias.length);
  checkSameType("bias", bias, x);
  const y = outputLike(options.out, x, {
    length: x.length,
    unit: "as many as x",
    inputs: { x },
    inPlace: true,
  });
  checkApart("out", y, { bias });
  if (
    options.engine && x.length > 0 && x instanceof Float32Array && bias instanceof Float32Array &&
    y instanceof Float32Array
  ) {
    elementwise("add", [x, bias], { engine: options.engine, out: y });
    return y;
  }
  for (let at = 0; at < x.length;) {
    for (let c = 0; c < bias.length; c++, at++) y[at] = x[at]! + bias[c]!;
  }
  return y;
}

/**
 * The gradient of {@linkcode addBias} with respect to the bias: `dbias[c] = sum of dy[..., c]`, summed
 * up in float64. That with respect to `x` is `dy` itself.
 *
 * @param dy `[..., channels]`. Not written.
 * @param options The number of channels, where to write, and the engine.
 * @returns `[channels]`, of the type of `dy`.
 * @throws {TypeError} If an array is not a float array, or `out` is of another type.
 * @throws {RangeError} If `dy` holds no whole number of rows, or `out` has another length.
 *
 * @example
 * ```ts
 * import { addBiasBackward } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...addBiasBackward(new Float32Array([1, 2, 3, 4]), { channels: 2 })], [4, 6]);
 * ```
 */
export function addBiasBackward<T extends FloatArray>(
  dy: T,
  options: AddBiasBackwardOptions<T>,
): T {
  const { channels, ...rest } = options;
  if (!Number.isSafeInteger(channels) || channels < 0) {
    throw new RangeError(`channels must be a non-negative integer, got ${channels}`);
  }
  checkRows("dy", dy, channels);
  const rows = channels === 0 ? 0 : dy.length / channels;
  return sumLeading(dy, { ...rest, shape: [rows, channels], axis: 1 });
}

function checkRows(name: string, array: FloatArray, channels: number): void {
  checkArray(name, array, { length: array.length, unit: "rows of channels" });
  if (channels === 0 ? array.length === 0 : array.length % channels === 0) return;
  throw new RangeError(
    `${name} must have a multiple of ${channels} elements (channels), got ${array.length}`,
  );
}
