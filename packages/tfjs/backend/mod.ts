/**
 * A CPU backend for TensorFlow.js that trains convolutional nets.
 *
 * @module
 */

export { type BackendOptions, registerEvenkeel } from "./register.ts";
export type { EvenkeelBackend } from "./backend.ts";
