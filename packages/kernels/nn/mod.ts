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
  leakyReluBackward,
  type LeakyReluOptions,
  relu,
  reluBackward,
  sigmoid,
  sigmoidBackward,
  silu,
  siluBackward,
  tanh,
  tanhBackward,
} from "./activations.ts";
export { type AdamOptions, adamUpdate } from "./adam_update.ts";
export {
  addBias,
  addBiasBackward,
  type AddBiasBackwardOptions,
  type AddBiasOptions,
} from "./add_bias.ts";
export {
  averagePool2d,
  averagePool2dBackward,
  type AveragePool2dOptions,
  type Pool2dOptions,
} from "./average_pool2d.ts";
export {
  conv2d,
  conv2dBackwardFilter,
  conv2dBackwardInput,
  type Conv2dForwardOptions,
  type Conv2dOptions,
} from "./conv2d.ts";
export type { Border } from "./_border.ts";
export { createEngine, type EngineOptions } from "./create_engine.ts";
export {
  depthwiseConv2d,
  depthwiseConv2dBackwardFilter,
  depthwiseConv2dBackwardInput,
  type DepthwiseConv2dForwardOptions,
  type DepthwiseConv2dOptions,
} from "./depthwise_conv2d.ts";
export { elementwise, type ElementwiseName, type ElementwiseOptions } from "./elementwise.ts";
export { matmul, type MatmulOptions } from "./matmul.ts";
export { maxPool2d, maxPool2dBackward } from "./max_pool2d.ts";
export {
  type Pad2dOptions,
  reflectionPad2d,
  reflectionPad2dBackward,
  zeroPad2d,
  zeroPad2dBackward,
} from "./pad2d.ts";
export { gather, gatherBackward, type PixelOptions } from "./pixels.ts";
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
  upsampleBilinear2dBackward,
  type UpsampleBilinear2dOptions,
} from "./upsample_bilinear2d.ts";
export {
  upsampleNearest2d,
  upsampleNearest2dBackward,
  type UpsampleNearest2dOptions,
} from "./upsample_nearest2d.ts";
export type { Padding, Sides, WindowOptions } from "./window.ts";
export type { SimdEngine } from "../simd/engine.ts";
