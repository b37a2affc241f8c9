/**
 * Two-dimensional convolution, channels last, and its gradients.
 *
 * @module
 */

import { machineOf } from "../simd/_machines.ts";
import type { SimdEngine } from "../simd/engine.ts";
import {
  convolveFilterGradient,
  convolveForward,
  convolveInputGradient,
  takesReflection,
} from "./_convolution.ts";
import { borrow } from "./_borrow.ts";
import { type Border, hasBorder, lendPadded, reflectsBorder } from "./_border.ts";
import { convolveFlat, fillFlat } from "./_flat_pictures.ts";
import { checkFloat32, outputLike, wantedOf } from "./_output.ts";
import { createWindow, type WindowOptions } from "./window.ts";

/** Options of {@linkcode conv2d}, {@linkcode conv2dBackwardInput} and {@linkcode conv2dBackwardFilter}. */
export interface Conv2dOptions extends WindowOptions {
  /** The engine to compute with. */
  readonly engine: SimdEngine;
  /** Written; new when absent. Not an input. */
  readonly out?: Float32Array;
}

/** What {@linkcode conv2d} takes besides. */
export interface Conv2dForwardOptions extends Conv2dOptions {
  /** Added to each output channel; zeros when absent. */
  readonly bias?: Float32Array;
  /**
   * What the padding holds: `"zeros"`, or the picture mirrored at its outermost pixels, `"reflect"`
   * (PyTorch's `padding_mode`). It is for inference: the gradients know of zeros alone. Default
   * `"zeros"`.
   */
  readonly border?: Border;
}

/**
 * Convolves, as neural networks say it: `y[n, i, j, o] = bias[o] + sum over ky, kx, c of
 * x[n, i * stride + ky * dilation - top, j * stride + kx * dilation - left, c] * filter[ky, kx, c, o]`.
 *
 * The bits of a sample's result depend neither on the rest of the batch nor on the number of threads. Sums
 * are float32: the result differs from float64 by at most 1e-5 of the largest output, up to 256 channels. A
 * constant input gives an exactly constant output, unless it is zero-padded. NaN and infinity stay in their
 * sample. Without samples, outputs or a place for the window the output is empty; without input channels it
 * is the bias.
 *
 * @param x `[n, h, w, c]`. Not written.
 * @param filter `[kh, kw, c, outputs]`, the order of TensorFlow. Not written.
 * @param options The shapes, the window, the bias, and the engine.
 * @returns `[n, oh, ow, outputs]`.
 * @throws {TypeError} If an array is no Float32Array, or the engine has no SIMD WebAssembly.
 * @throws {RangeError} If a shape, a length, a stride, a dilation or the padding is not valid; a border to
 *   be reflected must be narrower than the picture.
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
 *
 * @see Dumoulin, Visin, "A guide to convolution arithmetic for deep learning" (2016), arXiv 1603.07285; how
 * 3x3 filters are computed: Lavin, Gray, "Fast Algorithms for Convolutional Neural Networks" (2015), arXiv
 * 1509.09308
 */
export function conv2d(
  x: Float32Array,
  filter: Float32Array,
  options: Conv2dForwardOptions,
): Float32Array {
  const window = createWindow(options);
  const { bias, engine } = options;
  checkFloat32("x", x, wantedOf(window.inputShape));
  checkFloat32("filter", filter, wantedOf(window.filterShape));
  if (bias !== undefined) checkFloat32("bias", bias, wantedOf([window.filterShape[3]]));
  const y = outputLike(options.out, x, {
    ...wantedOf(window.outputShape),
    inputs: { x, filter, bias },
  });
  const machine = machineOf(engine);
  const reflects = reflectsBorder(window, options.border);
  if (reflects && !takesReflection(window)) {
    lendPadded(x, { window, engine }, (padded, inputShape) => {
      conv2d(padded, filter, {
        ...options,
        inputShape,
        padding: "valid",
        border: "zeros",
        out: y,
      });
    });
    return y;
  }
  const flat = reflects || !hasBorder(window) ? convolveFlat(window, { x, filter, bias }) : [];
  borrow(machine, { inputs: [x], outputs: [y] }, ([from, to]) => {
    const biased = bias === undefined ? {} : { bias };
    convolveForward(machine, window, { x: from!, filter, y: to!, reflects, ...biased });
  });
  fillFlat(y, window, flat);
  return y;
}

/**
 * The gradient of {@linkcode conv2d} with respect to `x`; also what is called a transposed convolution:
 * `dx[n, y, x, c] = sum of dy[n, i, j, o] * filter[ky, kx, c, o]` over o and all i, j, ky and kx with
 * `y = i * stride + ky * dilation - top` and `x = j * stride + kx * dilation - left`. What no window reads
 * gets 0.
 *
 * @param dy `[n, oh, ow, outputs]`.
 * @param filter `[kh, kw, c, outputs]`.
 * @param options The options of the forward call.
 * @returns `[n, h, w, c]`.
 * @throws {TypeError} If an array is no Float32Array, or the engine has no SIMD WebAssembly.
 * @throws {RangeError} If a shape, a length, a stride, a dilation or the padding is not valid.
 *
 * @example
 * ```ts
 * import { conv2dBackwardInput, createEngine } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const shapes = { inputShape: [1, 1, 3, 1], filterShape: [1, 2, 1, 1] };
 * const filter = new Float32Array([-1, 1]);
 * const dx = conv2dBackwardInput(new Float32Array([1, 0]), filter, { ...shapes, engine });
 * assertEquals([...dx], [-1, 1, 0]);
 * engine.dispose();
 * ```
 */
export function conv2dBackwardInput(
  dy: Float32Array,
  filter: Float32Array,
  options: Conv2dOptions,
): Float32Array {
  const window = createWindow(options);
  checkFloat32("dy", dy, wantedOf(window.outputShape));
  checkFloat32("filter", filter, wantedOf(window.filterShape));
  const dx = outputLike(options.out, dy, {
    ...wantedOf(window.inputShape),
    inputs: { dy, filter },
  });
  const machine = machineOf(options.engine);
  borrow(machine, { inputs: [dy], outputs: [dx] }, ([from, to]) => {
    convolveInputGradient(machine, window, { dy: from!, filter, dx: to! });
  });
  return dx;
}

/**
 * The gradient of {@linkcode conv2d} with respect to the filter: `dfilter[ky, kx, c, o] = sum over n, i, j of
 * x[n, i * stride + ky * dilation - top, j * stride + kx * dilation - left, c] * dy[n, i, j, o]`, zeros
 * outside `x`. That with respect to the bias is `addBiasBackward`.
 *
 * @param x `[n, h, w, c]`.
 * @param dy `[n, oh, ow, outputs]`.
 * @param options The options of the forward call.
 * @returns `[kh, kw, c, outputs]`.
 * @throws {TypeError} If an array is no Float32Array, or the engine has no SIMD WebAssembly.
 * @throws {RangeError} If a shape, a length, a stride, a dilation or the padding is not valid.
 *
 * @example
 * ```ts
 * import { conv2dBackwardFilter, createEngine } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const shapes = { inputShape: [1, 1, 3, 1], filterShape: [1, 2, 1, 1] };
 * const [x, dy] = [new Float32Array([1, 2, 4]), new Float32Array([1, 1])];
 * assertEquals([...conv2dBackwardFilter(x, dy, { ...shapes, engine })], [3, 6]);
 * engine.dispose();
 * ```
 */
export function conv2dBackwardFilter(
  x: Float32Array,
  dy: Float32Array,
  options: Conv2dOptions,
): Float32Array {
  const window = createWindow(options);
  checkFloat32("x", x, wantedOf(window.inputShape));
  checkFloat32("dy", dy, wantedOf(window.outputShape));
  const dfilter = outputLike(options.out, x, {
    ...wantedOf(window.filterShape),
    inputs: { x, dy },
  });
  const machine = machineOf(options.engine);
  borrow(machine, { inputs: [x, dy], outputs: [] }, ([from, gradient]) => {
    convolveFilterGradient(machine, window, { x: from!, dy: gradient!, dfilter });
  });
  return dfilter;
}
