/** How the backend's kernels are written down. */

import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { EvenkeelBackend } from "../backend.ts";

/** Inputs by name; those that are left out are undefined. */
export type Inputs = Readonly<Record<string, TensorInfo>>;

/** What a kernel is called with besides tensors. */
// TensorFlow.js has a type for each kernel's attributes, and none that all of them are assignable to.
// deno-lint-ignore no-explicit-any
export type Attributes = any;

/** What one kernel does. `stock` is what it replaces: for the cases that it leaves to it. */
export type KernelBody = (call: {
  readonly inputs: Inputs;
  readonly attrs: Attributes;
  readonly backend: EvenkeelBackend;
  readonly stock: () => TensorInfo | TensorInfo[];
}) => TensorInfo | TensorInfo[];

/** Kernel name to body. */
export type Kernels = Readonly<Record<string, KernelBody>>;

/** How many elements a shape has. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((all, size) => all * size, 1);
}

/** Whether all tensors are float32. */
export function allFloat32(...tensors: readonly (TensorInfo | undefined)[]): boolean {
  return tensors.every((tensor) => tensor === undefined || tensor.dtype === "float32");
}
