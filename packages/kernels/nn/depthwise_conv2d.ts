/**
 * Two-dimensional convolution of each channel by itself, channels last, and its gradients.
 *
 * @module
 */

import { machineOf } from "../simd/_machines.ts";
import type { SimdEngine } from "../simd/engine.ts";
import { type Border, lendPadded, reflectsBorder } from "./_border.ts";
import { borrow } from "./_borrow.ts";
import { depthwiseForward, depthwiseInputGradient, depthwiseWeightGradient } from "./_depthwise.ts";
import { checkFloat32, outputLike, wantedOf } from "./_output.ts";
import { createWindow, type Window, type WindowOptions } from "./window.ts";

/**
 * Options of {@linkcode depthwiseConv2d}, {@linkcode depthwiseConv2dBackwardInput} and
 * {@linkcode depthwiseConv2dBackwardFilter}; the filter's shape is `[kh, kw, c, multiplier]`.
 */
export interface DepthwiseConv2dOptions extends WindowOptions {
  /** The engine to compute with. */
  readonly engine: SimdEngine;
  /** Written; new when absent. Not an input. */
  readonly out?: Float32Array;
}

/** What {@linkcode depthwiseConv2d} takes besides. */
export interface DepthwiseConv2dForwardOptions extends DepthwiseConv2dOptions {
  /**
   * What the padding holds: `"zeros"`, or the picture mirrored at its outermost pixels, `"reflect"`. It is
   * for inference: the gradients know of zeros alone. Default `"zeros"`.
   */
  readonly border?: Border;
}

/**
 * Convolves each channel by filters of its own: `y[n, i, j, c * multiplier + q] = sum over ky, kx of
 * x[n, i * stride + ky * dilation - top, j * stride + kx * dilation - left, c] * filter[ky, kx, c, q]`.
 *
 * The bits of a sample's result depend neither on the rest of the batch nor on the number of threads.
 * Sums are float32; tested against PyTorch in float64: within 1e-6 of the largest value.
 *
 * @param x `[n, h, w, c]`. Not written.
 * @param filter `[kh, kw, c, multiplier]`, the order of TensorFlow. Not written.
 * @param options The shapes, the window, and the engine.
 * @returns `[n, oh, ow, c * multiplier]`.
 * @throws {TypeError} If an array is no Float32Array, or the engine has no SIMD WebAssembly.
 * @throws {RangeError} If a shape, a length, a stride, a dilation or the padding is not valid; a border to
 *   be reflected must be narrower than the picture.
 *
 * @example
 * ```ts
 * import { createEngine, depthwiseConv2d } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const options = { inputShape: [1, 1, 2, 2], filterShape: [1, 2, 2, 1], engine };
 * const [x, filter] = [new Float32Array([1, 2, 3, 4]), new Float32Array([1, 10, -1, 20])];
 * assertEquals([...depthwiseConv2d(x, filter, options)], [1 - 3, 20 + 80]);
 * engine.dispose();
 * ```
 */
export function depthwiseConv2d(
  x: Float32Array,
  filter: Float32Array,
  options: DepthwiseConv2dForwardOptions,
): Float32Array {
  const { window, multiplier, inputShape, machine } = open(options);
  const { engine, border } = options;
  checkFloat32("x", x, wantedOf(inputShape));
  checkFloat32("filter", filter, wantedOf(options.filterShape));
  const y = outputLike(options.out, x, {
    ...wantedOf(window.outputShape),
    inputs: { x, filter },
  });
  if (reflectsBorder(window, border)) {
    lendPadded(x, { window: createWindow(options), engine }, (padded, inputShape) => {
      const inside = { inputShape, padding: "valid", border: "zeros" } as const;
      depthwiseConv2d(padded, filter, { ...options, ...inside, out: y });
    });
    return y;
  }
  const spread = repeatChannels(x, multiplier);
  borrow(machine, { inputs: [spread], outputs: [y] }, ([from, to]) => {
    depthwiseForward(machine, window, { x: from!, weights: filter, y: to! });
  });
  return y;
}

/**
 * The gradient of {@linkcode depthwiseConv2d} with respect to `x`.
 *
 * @param dy `[n, oh, ow, c * multiplier]`.
 * @param filter `[kh, kw, c, multiplier]`.
 * @param options The options of the forward call.
 * @returns `[n, h, w, c]`.
 * @throws {TypeError} If an array is no Float32Array, or the engine has no SIMD WebAssembly.
 * @throws {RangeError} If a shape, a length, a stride, a dilation or the padding is not valid.
 *
 * @example
 * ```ts
 * import { createEngine, depthwiseConv2dBackwardInput } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const options = { inputShape: [1, 1, 2, 2], filterShape: [1, 2, 2, 1], engine };
 * const [dy, filter] = [new Float32Array([1, 2]), new Float32Array([1, 10, -1, 20])];
 * assertEquals([...depthwiseConv2dBackwardInput(dy, filter, options)], [1, 20, -1, 40]);
 * engine.dispose();
 * ```
 */
export function depthwiseConv2dBackwardInput(
  dy: Float32Array,
  filter: Float32Array,
  options: DepthwiseConv2dOptions,
): Float32Array {
  const { window, multiplier, inputShape, machine } = open(options);
  checkFloat32("dy", dy, wantedOf(window.outputShape));
  checkFloat32("filter", filter, wantedOf(options.filterShape));
  const dx = outputLike(options.out, dy, { ...wantedOf(inputShape), inputs: { dy, filter } });
  const spread = multiplier === 1 ? dx : new Float32Array(dx.length * multiplier);
  borrow(machine, { inputs: [dy], outputs: [spread] }, ([from, to]) => {
    depthwiseInputGradient(machine, window, { dy: from!, weights: filter, dx: to! });
  });
  if (multiplier !== 1) sumChannels(spread, multiplier, dx);
  return dx;
}

/**
 * The gradient of {@linkcode depthwiseConv2d} with respect to the filter.
 *
 * @param x `[n, h, w, c]`.
 * @param dy `[n, oh, ow, c * multiplier]`.
 * @param options The options of the forward call.
 * @returns `[kh, kw, c, multiplier]`.
 * @throws {TypeError} If an array is no Float32Array, or the engine has no SIMD WebAssembly.
 * @throws {RangeError} If a shape, a length, a stride, a dilation or the padding is not valid.
 *
 * @example
 * ```ts
 * import { createEngine, depthwiseConv2dBackwardFilter } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const options = { inputShape: [1, 1, 2, 2], filterShape: [1, 2, 2, 1], engine };
 * const [x, dy] = [new Float32Array([1, 2, 3, 4]), new Float32Array([10, 100])];
 * assertEquals([...depthwiseConv2dBackwardFilter(x, dy, options)], [10, 200, 30, 400]);
 * engine.dispose();
 * ```
 */
export function depthwiseConv2dBackwardFilter(
  x: Float32Array,
  dy: Float32Array,
  options: DepthwiseConv2dOptions,
): Float32Array {
  const { window, multiplier, inputShape, machine } = open(options);
  checkFloat32("x", x, wantedOf(inputShape));
  checkFloat32("dy", dy, wantedOf(window.outputShape));
  const dfilter = outputLike(options.out, x, {
    ...wantedOf(options.filterShape),
    inputs: { x, dy },
  });
  const spread = repeatChannels(x, multiplier);
  borrow(machine, { inputs: [spread, dy], outputs: [] }, ([from, gradient]) => {
    dfilter.set(depthwiseWeightGradient(machine, window, { x: from!, dy: gradient! }));
  });
  return dfilter;
}

/** The window of a convolution in which each channel stands as often as it has filters. */
function open({ engine, ...options }: DepthwiseConv2dOptions) {
  const { inputShape, filterShape: [kh, kw, , multiplier] } = createWindow(options);
  const [n, h, w, c] = inputShape;
  const channels = c * multiplier;
  const window: Window = createWindow({
    ...options,
    inputShape: [n, h, w, channels],
    filterShape: [kh, kw, channels, channels],
  });
  return { window, multiplier, inputShape, machine: machineOf(engine) };
}

function repeatChannels(x: Float32Array, times: number): Float32Array {
  if (times === 1) return x;
  const spread = new Float32Array(x.length * times);
  for (let i = 0; i < x.length; i++) spread.fill(x[i]!, i * times, (i + 1) * times);
  return spread;
}

function sumChannels(spread: Float32Array, times: number, sums: Float32Array): void {
  for (let i = 0, at = 0; i < sums.length; i++) {
    let sum = 0;
    for (const end = at + times; at < end; at++) sum += spread[at]!;
    sums[i] = sum;
  }
}
