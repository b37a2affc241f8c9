/** How the shaders come into TensorFlow.js. */

import { registerKernels } from "./_kernels.ts";

/**
 * Runs batch, instance, group, layer, RMS and positional norm as shaders on the stock webgl backend,
 * in training and with given statistics: at most three dispatches forward and three backward, where
 * the composed operations take dozens.
 *
 * Values and gradients of the first order err by at most 1e-5 of the largest value, also where the mean is a
 * thousand standard deviations, and by 5e-3 on devices that have only half-float textures, where no sum of
 * squares overflows. A sample's result does not depend on what stands beside it. Float32 overflows where
 * squared deviations pass 3e38, and a GPU need not keep NaN, infinity and subnormal numbers. The gradient of
 * a gradient is composed of these kernels and of stock operations.
 *
 * Packed textures are read as they are. With WebGL 1, which has no integers to speak of, the norms run in
 * JavaScript: right, and slow.
 *
 * Call it before the first norm, and before or after the backend is made: it neither imports
 * `@tensorflow/tfjs-backend-webgl` nor needs a GPU by itself. Calling it again does nothing.
 *
 * @example
 * ```ts
 * import { registerWebGLNorms } from "@evenkeel/tfjs/webgl";
 * import { getKernelsForBackend } from "@tensorflow/tfjs-core";
 * import { assertEquals } from "@std/assert";
 *
 * registerWebGLNorms();
 * const names = getKernelsForBackend("webgl").map(({ kernelName }) => kernelName);
 * assertEquals(names.filter((name) => name === "EvenkeelNorm").length, 1);
 * ```
 */
export function registerWebGLNorms(): void {
  registerKernels("webgl");
}
