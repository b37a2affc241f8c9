/**
 * Norms as shaders on the webgl backend of TensorFlow.js.
 *
 * @module
 */

export { registerWebGLNorms } from "./register.ts";
