/**
 * Norms as shaders on the webgpu backend of TensorFlow.js.
 *
 * @module
 */

export { registerWebGPUNorms } from "./register.ts";
