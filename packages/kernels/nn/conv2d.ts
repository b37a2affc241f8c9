/**
 * Two-dimensional convolution, channels last, and its gradients.
 *
 * @module
 */

import { machineOf } from "../simd/_machines.ts";
import type { SimdEngine } from "../simd/engine.ts";
import { convolveFilterGradient, convolveForward, convolveInputGradient } from "./_convolution.ts";
import { borrow } from "./_borrow.ts";
import { createWindow, type Window, type WindowOptions } from "./window.ts";

/** What every operation of this module takes. */
export interface Conv2dOptions extends WindowOptions {
  /** What computes. */
  readonly engine: SimdEngine;
  /** Written; new when absent. */
  readonly out?: Float32Array;
}

/** What {@linkcode conv2d} takes besides. */
export interface Conv2dForwardOptions extends Conv2dOptions {
  /** Added to each output channel; zeros when absent. */
  readonly bias?: Float32Array;
}

/**
 * Convolves, as neural networks say it: `y[n, i, j, o] = bias[o] + sum over ky, kx, c of
 * x[n, i * stride + ky * dilation - top, j * stride + kx * dilation - left, c] * filter[ky, kx, c, o]`.
 *
 * The bits of a sample's result depend neither on the rest of the batch nor on the number of threads.
 * Sums are float32: the result differs from float64 by at most 1e-5 of the largest output, up to 256
 * channels.
 *
 * @param x `[n, h, w, c]`.
 * @param filter `[kh, kw, c, outputs]`, the order of TensorFlow.
 * @returns `[n, oh, ow, outputs]`.
 * @throws {RangeError} If a shape, a length, a stride, a dilation or the padding is not valid.
 *
 * @example
 * ```ts
 * import { conv2d, createEngine } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const shapes = { inputShape: [1, 1, 3, 1], filterShape: [1, 2, 1, 1] };
 * const y = conv2d(new Float32Array([1, 2, 4]), new Float32Array([-1, 1]), { ...shapes, engine });
 * assertEquals([...y], [1, 2]);
 * engine.dispose();
 * ```
 */
export function conv2d(
  x: Float32Array,
  filter: Float32Array,
  options: Conv2dForwardOptions,
): Float32Array {
  const window = createWindow(options);
  const { bias, engine } = options;
  checkLength("x", x, window.inputShape);
  checkLength("filter", filter, window.filterShape);
  if (bias !== undefined) checkLength("bias", bias, [window.filterShape[3]]);
  const y = output(options.out, window.outputShape);
  const machine = machineOf(engine);
  borrow(machine, { inputs: [x], outputs: [y] }, ([from, to]) => {
    const biased = bias === undefined ? {} : { bias };
    convolveForward(machine, window, { x: from!, filter, y: to!, ...biased });
  });
  return y;
}

/**
 * The gradient of {@linkcode conv2d} with respect to `x`; also what is called a transposed convolution.
 *
 * @param dy `[n, oh, ow, outputs]`.
 * @param filter `[kh, kw, c, outputs]`.
 * @param options The options of the forward call.
 * @returns `[n, h, w, c]`.
 * @throws {RangeError} If a shape, a length, a stride, a dilation or the padding is not valid.
 *
 * @example
 * ```ts
 * import { conv2dInputGradient, createEngine } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const shapes = { inputShape: [1, 1, 3, 1], filterShape: [1, 2, 1, 1] };
 * const filter = new Float32Array([-1, 1]);
 * const dx = conv2dInputGradient(new Float32Array([1, 0]), filter, { ...shapes, engine });
 * assertEquals([...dx], [-1, 1, 0]);
 * engine.dispose();
 * ```
 */
export function conv2dInputGradient(
  dy: Float32Array,
  filter: Float32Array,
  options: Conv2dOptions,
): Float32Array {
  const window = createWindow(options);
  checkLength("dy", dy, window.outputShape);
  checkLength("filter", filter, window.filterShape);
  const dx = output(options.out, window.inputShape);
  const machine = machineOf(options.engine);
  borrow(machine, { inputs: [dy], outputs: [dx] }, ([from, to]) => {
    convolveInputGradient(machine, window, { dy: from!, filter, dx: to! });
  });
  return dx;
}

/**
 * The gradient of {@linkcode conv2d} with respect to the filter.
 *
 * @param x `[n, h, w, c]`.
 * @param dy `[n, oh, ow, outputs]`.
 * @param options The options of the forward call.
 * @returns `[kh, kw, c, outputs]`.
 * @throws {RangeError} If a shape, a length, a stride, a dilation or the padding is not valid.
 *
 * @example
 * ```ts
 * import { conv2dFilterGradient, createEngine } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const shapes = { inputShape: [1, 1, 3, 1], filterShape: [1, 2, 1, 1] };
 * const [x, dy] = [new Float32Array([1, 2, 4]), new Float32Array([1, 1])];
 * assertEquals([...conv2dFilterGradient(x, dy, { ...shapes, engine })], [3, 6]);
 * engine.dispose();
 * ```
 */
export function conv2dFilterGradient(
  x: Float32Array,
  dy: Float32Array,
  options: Conv2dOptions,
): Float32Array {
  const window = createWindow(options);
  checkLength("x", x, window.inputShape);
  checkLength("dy", dy, window.outputShape);
  const dfilter = output(options.out, window.filterShape);
  const machine = machineOf(options.engine);
  borrow(machine, { inputs: [x, dy], outputs: [] }, ([from, gradient]) => {
    convolveFilterGradient(machine, window, { x: from!, dy: gradient!, dfilter });
  });
  return dfilter;
}

function output(out: Float32Array | undefined, shape: Window["inputShape"]): Float32Array {
  if (out === undefined) return new Float32Array(shape.reduce((all, size) => all * size, 1));
  checkLength("out", out, shape);
  return out;
}

function checkLength(name: string, array: Float32Array, shape: readonly number[]): void {
  if (!(array instanceof Float32Array)) throw new TypeError(`${name} must be a Float32Array`);
  const size = shape.reduce((all, size) => all * size, 1);
  if (array.length !== size) {
    throw new RangeError(`${name} must have ${size} elements [${shape}], got ${array.length}`);
  }
}
