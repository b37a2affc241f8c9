/** Values that are no variables: backward stops at them. */

import { clone, customGrad, type Tensor, zeros, zerosLike } from "@tensorflow/tfjs-core";

/** The same tensor for forward, a constant for backward. */
export function held<T extends Tensor>(x: T): T {
  return computeHeld([x], ([input]) => clone(input!)) as T;
}

/**
 * What `compute` makes of the inputs; backward never looks into it. So it may compare, too: the
 * comparisons of TensorFlow.js have no gradients, not even zeros, and throw on the tape.
 */
export function computeHeld(
  inputs: readonly Tensor[],
  compute: (inputs: readonly Tensor[]) => Tensor,
): Tensor {
  return customGrad((...given) => {
    const tensors = given.slice(0, inputs.length) as Tensor[]; // the last one is the function to save
    return { value: compute(tensors), gradFunc: () => inputs.map((input) => zerosLike(input)) };
  })(...inputs);
}

/** Zeros of that shape, on which all inputs have no influence. */
export function zerosFor(inputs: readonly Tensor[], shape: readonly number[]): Tensor {
  return computeHeld(inputs, () => zeros([...shape]));
}
