/** How the shaders come into TensorFlow.js. */

import { registerKernels } from "./_kernels.ts";

/**
 * Runs batch, instance, group, layer, RMS and positional norm as shaders on the stock webgpu backend,
 * in training and with given statistics: at most three dispatches forward and three backward, where
 * the composed operations take dozens.
 *
 * Values and gradients of the first order err by at most 1e-5 of the largest value, also where the mean
 * is a thousand standard deviations; float32 overflows where squared deviations pass 3e38, and a GPU need not
 * keep NaN, infinity and subnormal numbers. The gradient of a gradient is composed of these kernels and
 * of stock operations.
 *
 * Call it before the first norm, and before or after the backend is made: it neither imports
 * `@tensorflow/tfjs-backend-webgpu` nor needs a GPU by itself. Calling it again does nothing.
 *
 * @example
 * ```ts
 * import { registerWebGPUNorms } from "@evenkeel/tfjs/webgpu";
 * import { getKernelsForBackend } from "@tensorflow/tfjs-core";
 * import { assertEquals } from "@std/assert";
 *
 * registerWebGPUNorms();
 * const names = getKernelsForBackend("webgpu").map(({ kernelName }) => kernelName);
 * assertEquals(names.filter((name) => name === "EvenkeelNorm").length, 1);
 * ```
 */
export function registerWebGPUNorms(): void {
  registerKernels("webgpu");
}
