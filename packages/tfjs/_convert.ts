/** What counts as a tensor here: numbers, not disposed. */

import { cast, Tensor } from "@tensorflow/tfjs-core";

/** Checks a tensor argument; returns it. */
export function checkTensor(name: string, tensor: Tensor): Tensor {
  const isTensor = tensor instanceof Tensor;
  const got = isTensor ? tensor.dtype : (tensor as object)?.constructor?.name ?? tensor;
  if (!isTensor || got === "string" || got === "complex64") {
    throw new TypeError(`${name} must be a tensor of numbers, got ${got}`);
  }
  if (tensor.isDisposed) throw new Error(`${name} must not be disposed before it is used`);
  return tensor;
}

/** The same; whole numbers and booleans become float32. */
export function convertToTensor(name: string, tensor: Tensor): Tensor {
  const { dtype } = checkTensor(name, tensor);
  return dtype === "float32" ? tensor : cast(tensor, "float32");
}
