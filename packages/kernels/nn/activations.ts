/**
 * Activations and their gradients, element by element.
 *
 * All of them take arrays of any length, Float32Array or Float64Array. `out` may be an input. NaN stays NaN
 * at its own element (the gradients of ReLU and leaky ReLU only compare `x`: see there). Without an engine,
 * and for Float64Array, they compute in float64. With one, tanh comes out within 1.5 units in the last place
 * of float32, sigmoid and SiLU within 1.25, and the gradients within 3e-7 of the largest value; the bits
 * depend neither on the number of threads nor on where an element stands.
 *
 * @module
 */

import { checkArray } from "../_check.ts";
import { slopeOf } from "../_ending.ts";
import type { FloatArray } from "../types.ts";
import type { SimdEngine } from "../simd/engine.ts";
import { activate } from "./_activate.ts";
import { checkSameType, outputLike } from "./_output.ts";

/** Options of the activations and their gradients. */
export interface ActivationOptions<T extends FloatArray> {
  /** Written, and may be an input; new when absent. */
  readonly out?: T;
  /** The engine to compute with, of this module's `createEngine`. Default: plain loops. */
  readonly engine?: SimdEngine;
}

/** Options of {@linkcode leakyRelu} and {@linkcode leakyReluBackward}. */
export interface LeakyReluOptions<T extends FloatArray> extends ActivationOptions<T> {
  /** What negative inputs are multiplied with, finite. Default 0.01, PyTorch's (TensorFlow: 0.2). */
  readonly negativeSlope?: number;
}

function open<T extends FloatArray>(x: T, { out }: ActivationOptions<T>): T {
  checkArray("x", x, { length: x.length, unit: "any" });
  return outputLike(out, x, {
    length: x.length,
    unit: "as many as x",
    inputs: { x },
    inPlace: true,
  });
}

function openGradient<T extends FloatArray>(
  dy: T,
  { name, array }: { readonly name: "x" | "y"; readonly array: T },
  { out }: ActivationOptions<T>,
): T {
  checkArray("dy", dy, { length: dy.length, unit: "any" });
  checkArray(name, array, { length: dy.length, unit: "as many as dy" });
  checkSameType(name, array, dy);
  return outputLike(out, dy, {
    length: dy.length,
    unit: "as many as dy",
    inputs: { dy, [name]: array },
    inPlace: true,
  });
}

/**
 * `y = max(x, 0)`; NaN stays NaN.
 *
 * @param x Of any length. Not written, unless it is also `out`.
 * @param options Where to write, and the engine.
 * @returns `y` like `x`; empty if `x` is.
 * @throws {TypeError} If an array is not a float array, or `out` is of another type.
 * @throws {RangeError} If `out` has another length, or overlaps `x` in part.
 *
 * @example
 * ```ts
 * import { relu } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...relu(new Float32Array([-2, 0, 3]))], [0, 0, 3]);
 * ```
 */
export function relu<T extends FloatArray>(x: T, options: ActivationOptions<T> = {}): T {
  const y = open(x, options);
  if (activate(options.engine, "relu", { inputs: [x], output: y })) return y;
  for (let i = 0; i < y.length; i++) y[i] = Math.max(x[i]!, 0);
  return y;
}

/**
 * The gradient of {@linkcode relu}: `dx = dy` where `x > 0` or `x` is NaN, else 0.
 *
 * @param dy The gradient with respect to `y`, of any length. Not written, unless it is also `out`.
 * @param x The input of the forward call; its output does as well.
 * @param options Where to write, and the engine.
 * @returns `dx` like `dy`; empty if `dy` is.
 * @throws {TypeError} If an array is not a float array, or of another type than `dy`.
 * @throws {RangeError} If a length differs, or `out` overlaps an input in part.
 *
 * @example
 * ```ts
 * import { reluBackward } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const [dy, x] = [new Float32Array([5, 6, 7]), new Float32Array([-2, 0, 3])];
 * assertEquals([...reluBackward(dy, x)], [0, 0, 7]);
 * ```
 */
export function reluBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: ActivationOptions<T> = {},
): T {
  const dx = openGradient(dy, { name: "x", array: x }, options);
  if (activate(options.engine, "reluBackward", { inputs: [dy, x], output: dx })) return dx;
  for (let i = 0; i < dx.length; i++) dx[i] = x[i]! <= 0 ? 0 : dy[i]!;
  return dx;
}

/**
 * `y = x` where `x > 0`, else `negativeSlope * x`.
 *
 * @param x Of any length. Not written, unless it is also `out`.
 * @param options Where to write, the slope, and the engine.
 * @returns `y` like `x`; empty if `x` is.
 * @throws {TypeError} If an array is not a float array, or `out` is of another type.
 * @throws {RangeError} If `out` has another length, or overlaps `x` in part, or the slope is not finite in
 * float32.
 *
 * @example
 * ```ts
 * import { leakyRelu } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...leakyRelu(new Float32Array([-2, 3]), { negativeSlope: 0.25 })], [-0.5, 3]);
 * ```
 */
export function leakyRelu<T extends FloatArray>(x: T, options: LeakyReluOptions<T> = {}): T {
  const y = open(x, options);
  const negativeSlope = slopeOf(options.negativeSlope);
  const all = { inputs: [x], output: y, negativeSlope };
  if (activate(options.engine, "leakyReluForward", all)) return y;
  for (let i = 0; i < y.length; i++) y[i] = x[i]! > 0 ? x[i]! : x[i]! * negativeSlope;
  return y;
}

/**
 * The gradient of {@linkcode leakyRelu}: `dx = dy` where `x > 0`, else `negativeSlope * dy`.
 *
 * @param dy The gradient with respect to `y`, of any length. Not written, unless it is also `out`.
 * @param x The input of the forward call; with a positive slope, its output does as well.
 * @param options Where to write, the slope of the forward call, and the engine.
 * @returns `dx` like `dy`; empty if `dy` is.
 * @throws {TypeError} If an array is not a float array, or of another type than `dy`.
 * @throws {RangeError} If a length differs, or `out` overlaps an input in part, or the slope is not finite in
 * float32.
 *
 * @example
 * ```ts
 * import { leakyReluBackward } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const [dy, x] = [new Float32Array([4, 6]), new Float32Array([-2, 3])];
 * assertEquals([...leakyReluBackward(dy, x, { negativeSlope: 0.25 })], [1, 6]);
 * ```
 */
export function leakyReluBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: LeakyReluOptions<T> = {},
): T {
  const dx = openGradient(dy, { name: "x", array: x }, options);
  const negativeSlope = slopeOf(options.negativeSlope);
  const all = { inputs: [dy, x], output: dx, negativeSlope };
  if (activate(options.engine, "leakyReluBackward", all)) return dx;
  for (let i = 0; i < dx.length; i++) dx[i] = x[i]! > 0 ? dy[i]! : dy[i]! * negativeSlope;
  return dx;
}

/**
 * `y = tanh(x)`.
 *
 * @param x Of any length. Not written, unless it is also `out`.
 * @param options Where to write, and the engine.
 * @returns `y` like `x`; empty if `x` is.
 * @throws {TypeError} If an array is not a float array, or `out` is of another type.
 * @throws {RangeError} If `out` has another length, or overlaps `x` in part.
 *
 * @example
 * ```ts
 * import { tanh } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...tanh(new Float32Array([0, -Infinity]))], [0, -1]);
 * ```
 */
export function tanh<T extends FloatArray>(x: T, options: ActivationOptions<T> = {}): T {
  const y = open(x, options);
  if (activate(options.engine, "tanh", { inputs: [x], output: y })) return y;
  for (let i = 0; i < y.length; i++) y[i] = Math.tanh(x[i]!);
  return y;
}

/**
 * The gradient of {@linkcode tanh}: `dx = dy * (1 - y ** 2)`.
 *
 * @param dy The gradient with respect to `y`, of any length. Not written, unless it is also `out`.
 * @param y The output of the forward call.
 * @param options Where to write, and the engine.
 * @returns `dx` like `dy`; empty if `dy` is.
 * @throws {TypeError} If an array is not a float array, or of another type than `dy`.
 * @throws {RangeError} If a length differs, or `out` overlaps an input in part.
 *
 * @example
 * ```ts
 * import { tanhBackward } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const [dy, y] = [new Float32Array([4]), new Float32Array([0.5])];
 * assertEquals([...tanhBackward(dy, y)], [3]);
 * ```
 */
export function tanhBackward<T extends FloatArray>(
  dy: T,
  y: T,
  options: ActivationOptions<T> = {},
): T {
  const dx = openGradient(dy, { name: "y", array: y }, options);
  if (activate(options.engine, "tanhBackward", { inputs: [dy, y], output: dx })) return dx;
  for (let i = 0; i < dx.length; i++) dx[i] = dy[i]! * ((1 - y[i]!) * (1 + y[i]!));
  return dx;
}

/**
 * `y = 1 / (1 + exp(-x))`.
 *
 * @param x Of any length. Not written, unless it is also `out`.
 * @param options Where to write, and the engine.
 * @returns `y` like `x`; empty if `x` is.
 * @throws {TypeError} If an array is not a float array, or `out` is of another type.
 * @throws {RangeError} If `out` has another length, or overlaps `x` in part.
 *
 * @example
 * ```ts
 * import { sigmoid } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...sigmoid(new Float32Array([0, -Infinity, Infinity]))], [0.5, 0, 1]);
 * ```
 */
export function sigmoid<T extends FloatArray>(x: T, options: ActivationOptions<T> = {}): T {
  const y = open(x, options);
  if (activate(options.engine, "sigmoid", { inputs: [x], output: y })) return y;
  for (let i = 0; i < y.length; i++) y[i] = logistic(x[i]!);
  return y;
}

/**
 * The gradient of {@linkcode sigmoid}: `dx = dy * y * (1 - y)`.
 *
 * @param dy The gradient with respect to `y`, of any length. Not written, unless it is also `out`.
 * @param y The output of the forward call.
 * @param options Where to write, and the engine.
 * @returns `dx` like `dy`; empty if `dy` is.
 * @throws {TypeError} If an array is not a float array, or of another type than `dy`.
 * @throws {RangeError} If a length differs, or `out` overlaps an input in part.
 *
 * @example
 * ```ts
 * import { sigmoidBackward } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const [dy, y] = [new Float32Array([8]), new Float32Array([0.5])];
 * assertEquals([...sigmoidBackward(dy, y)], [2]);
 * ```
 */
export function sigmoidBackward<T extends FloatArray>(
  dy: T,
  y: T,
  options: ActivationOptions<T> = {},
): T {
  const dx = openGradient(dy, { name: "y", array: y }, options);
  if (activate(options.engine, "sigmoidBackward", { inputs: [dy, y], output: dx })) return dx;
  for (let i = 0; i < dx.length; i++) dx[i] = dy[i]! * (y[i]! * (1 - y[i]!));
  return dx;
}

/**
 * SiLU, also called swish: `y = x / (1 + exp(-x))`. Of negative infinity it makes NaN, as PyTorch does.
 *
 * @param x Of any length. Not written, unless it is also `out`.
 * @param options Where to write, and the engine.
 * @returns `y` like `x`; empty if `x` is.
 * @throws {TypeError} If an array is not a float array, or `out` is of another type.
 * @throws {RangeError} If `out` has another length, or overlaps `x` in part.
 *
 * @example
 * ```ts
 * import { silu } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...silu(new Float32Array([0, 100]))], [0, 100]);
 * ```
 *
 * @see Elfwing, Uchibe, Doya, "Sigmoid-Weighted Linear Units" (2017), arXiv 1702.03118
 */
export function silu<T extends FloatArray>(x: T, options: ActivationOptions<T> = {}): T {
  const y = open(x, options);
  if (activate(options.engine, "silu", { inputs: [x], output: y })) return y;
  for (let i = 0; i < y.length; i++) y[i] = x[i]! * logistic(x[i]!);
  return y;
}

/**
 * The gradient of {@linkcode silu}: `dx = dy * s * (1 + x * (1 - s))` with `s = sigmoid(x)`.
 *
 * @param dy The gradient with respect to `y`, of any length. Not written, unless it is also `out`.
 * @param x The input of the forward call.
 * @param options Where to write, and the engine.
 * @returns `dx` like `dy`; empty if `dy` is.
 * @throws {TypeError} If an array is not a float array, or of another type than `dy`.
 * @throws {RangeError} If a length differs, or `out` overlaps an input in part.
 *
 * @example
 * ```ts
 * import { siluBackward } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const [dy, x] = [new Float32Array([4]), new Float32Array([0])];
 * assertEquals([...siluBackward(dy, x)], [2]);
 * ```
 */
export function siluBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: ActivationOptions<T> = {},
): T {
  const dx = openGradient(dy, { name: "x", array: x }, options);
  if (activate(options.engine, "siluBackward", { inputs: [dy, x], output: dx })) return dx;
  for (let i = 0; i < dx.length; i++) {
    const s = logistic(x[i]!);
    dx[i] = dy[i]! * (s * (1 + x[i]! * (1 - s)));
  }
  return dx;
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
