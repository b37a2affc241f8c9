/**
 * What a convolutional network does besides normalizing, on the fast engine.
 *
 * ```ts
 * import { createEngine, matmul } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine({ threads: 1 });
 * const [a, b] = [new Float32Array([1, 2]), new Float32Array([3, 4])];
 * assertEquals([...matmul(a, b, { rows: 1, inner: 2, columns: 1, engine })], [11]);
 * engine.dispose();
 * ```
 *
 * @module
 */

export {
  type ActivationOptions,
  leakyRelu,
  leakyReluGradient,
  type LeakyReluOptions,
  relu,
  reluGradient,
  sigmoid,
  sigmoidGradient,
  silu,
  siluGradient,
  tanh,
  tanhGradient,
} from "./activations.ts";
export { type AdamOptions, adamUpdate } from "./adam_update.ts";
export {
  addBias,
  addBiasGradient,
  type AddBiasGradientOptions,
  type AddBiasOptions,
} from "./add_bias.ts";
export {
  averagePool2d,
  averagePool2dGradient,
  type AveragePool2dOptions,
  type Pool2dOptions,
} from "./average_pool2d.ts";
export {
  conv2d,
  conv2dFilterGradient,
  type Conv2dForwardOptions,
  conv2dInputGradient,
  type Conv2dOptions,
} from "./conv2d.ts";
export { createEngine } from "./create_engine.ts";
export {
  depthwiseConv2d,
  depthwiseConv2dFilterGradient,
  depthwiseConv2dInputGradient,
  type DepthwiseConv2dOptions,
} from "./depthwise_conv2d.ts";
export { elementwise, type ElementwiseName, type ElementwiseOptions } from "./elementwise.ts";
export { matmul, type MatmulOptions } from "./matmul.ts";
export { maxPool2d, maxPool2dGradient } from "./max_pool2d.ts";
export {
  type Pad2dOptions,
  reflectionPad2d,
  reflectionPad2dGradient,
  zeroPad2d,
  zeroPad2dGradient,
} from "./pad2d.ts";
export { gather, gatherGradient, type PixelOptions } from "./pixels.ts";
export {
  meanBetween,
  meanLeading,
  meanTrailing,
  type MiddleReductionOptions,
  type ReductionOptions,
  sumBetween,
  sumLeading,
  sumTrailing,
} from "./reductions.ts";
export {
  type Sampling,
  upsampleBilinear2d,
  upsampleBilinear2dGradient,
  type UpsampleBilinear2dOptions,
} from "./upsample_bilinear2d.ts";
export {
  upsampleNearest2d,
  upsampleNearest2dGradient,
  type UpsampleNearest2dOptions,
} from "./upsample_nearest2d.ts";
export type { Padding, Sides, WindowOptions } from "./window.ts";
export type { EngineOptions } from "../simd/create_engine.ts";
export type { SimdEngine } from "../simd/engine.ts";
