/** What the tests on a GPU share. They are skipped, by name, where there is none. */

import type { NormSpec } from "@evenkeel/kernels/plan";
import * as tf from "@tensorflow/tfjs-core";
import { NORM, NORM_FIXED } from "../_kernels/kernel_names.ts";
import { fixedTensor, normTensor } from "../_normalize.ts";
import { registerWebGPUNorms } from "./register.ts";

/** Whether there is an adapter, perhaps one in software. */
export async function hasAdapter(): Promise<boolean> {
  const { gpu } = globalThis.navigator as { gpu?: { requestAdapter(): Promise<unknown> } };
  const adapter = await gpu?.requestAdapter();
  return adapter !== null && adapter !== undefined;
}

/** Sets the backend, with our kernels; what the device complains of goes to the list. */
export async function useWebGPU(complaints: string[]): Promise<void> {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  registerWebGPUNorms();
  if (!await tf.setBackend("webgpu")) throw new Error("the webgpu backend must start");
  await tf.ready();
  // Neither the backend's class nor the types of WebGPU are known here: this runs on machines without.
  const { device } = tf.backend() as unknown as { readonly device: EventTarget };
  device.addEventListener("uncapturederror", (event) => {
    event.preventDefault();
    complaints.push(String((event as Event & { error?: { message?: string } }).error?.message));
  });
}

/** Bytes of the buffers that the backend holds; core's declaration of `memory` lacks what a backend adds. */
export function gpuBytes(): number {
  return (tf.memory() as unknown as { readonly numBytesInGPU: number }).numBytesInGPU;
}

/** How many dispatches the backend makes meanwhile, of whatever kernel. */
export function countDispatches(body: () => void): number {
  // The global has no declaration where the types of WebGPU are not loaded.
  const { prototype } = (globalThis as unknown as {
    readonly GPUComputePassEncoder: {
      readonly prototype: { dispatchWorkgroups: (...counts: number[]) => void };
    };
  }).GPUComputePassEncoder;
  const stock = prototype.dispatchWorkgroups;
  let count = 0;
  prototype.dispatchWorkgroups = function (...counts) {
    count++;
    stock.apply(this, counts);
  };
  try {
    body();
  } finally {
    prototype.dispatchWorkgroups = stock;
  }
  return count;
}

type Outputs = [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];

/** The kernel itself: `y`, the rows of moments, mean and variance. */
export function runNorm(
  spec: NormSpec,
  epsilon: number,
  [x, gamma, beta]: readonly tf.Tensor[],
): Outputs {
  const inputs = { x: x!, gamma: gamma!, beta: beta! };
  const attributes = { spec: JSON.stringify(spec), epsilon };
  return tf.engine().runKernel(NORM, inputs, attributes) as Outputs;
}

/** The kernel for given statistics. */
export function runFixed(
  spec: NormSpec,
  epsilon: number,
  [x, mean, variance, gamma, beta]: readonly tf.Tensor[],
): tf.Tensor {
  const inputs = { x: x!, mean: mean!, variance: variance!, gamma: gamma!, beta: beta! };
  const attributes = { spec: JSON.stringify(spec), epsilon };
  return tf.engine().runKernel(NORM_FIXED, inputs, attributes) as tf.Tensor;
}

/** All gradients of batch norm on empty tensors of 4 channels, in training and at inference. */
export async function gradientsOfEmpty(): Promise<number[]> {
  const training = (...[x, gamma, beta]: tf.Tensor[]) =>
    normTensor({ kind: "batch" }, x!, { gamma: gamma!, beta: beta! }).y;
  const inference = (...[x, mean, variance]: tf.Tensor[]) =>
    fixedTensor({ kind: "batch" }, x!, { mean: mean!, variance: variance! });
  const gradients = [[0, 3, 4], [2, 0, 4]].flatMap((shape) => {
    const inputs = [tf.zeros(shape), tf.ones([4]), tf.ones([4])];
    return [training, inference].flatMap((norm) => tf.grads(norm)(inputs, inputs[0]));
  });
  return (await read(gradients)).flatMap((array) => [...array]);
}

/** The numbers of tensors, which are disposed of. */
export async function read(tensors: readonly tf.Tensor[]): Promise<Float32Array[]> {
  const values = await Promise.all(tensors.map((tensor) => tensor.data()));
  tf.dispose([...tensors]);
  return values as Float32Array[];
}
