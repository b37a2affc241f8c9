/** The gradients of our kernels, for the tape of TensorFlow.js. */

import { engine, type GradConfig, type NamedTensorMap, type Tensor } from "@tensorflow/tfjs-core";
import { NORM, NORM_FIXED, NORM_FIXED_GRADIENT, NORM_GRADIENT } from "./kernel_names.ts";

/** What is registered once, for all backends. */
export const NORM_GRADIENTS: readonly GradConfig[] = [
  {
    kernelName: NORM,
    // All inputs are always there: an absent one that is to be saved crashes the tape.
    inputsToSave: ["x", "gamma"],
    outputsToSave: [false, true],
    gradFunc: (dys, saved, attributes) => {
      const [x, gamma, moments] = saved as [Tensor, Tensor, Tensor];
      const [dy, dmoments] = dys as Tensor[];
      const inputs = { dy: dy!, dmoments: dmoments!, x, gamma, moments };
      return together(NORM_GRADIENT, inputs, attributes, ["x", "gamma", "beta"]);
    },
  },
  {
    kernelName: NORM_FIXED,
    inputsToSave: ["x", "mean", "variance", "gamma"],
    gradFunc: (dy, saved, attributes) => {
      const [x, mean, variance, gamma] = saved as [Tensor, Tensor, Tensor, Tensor];
      const inputs = { dy: dy as Tensor, x, mean, variance, gamma };
      const names = ["x", "mean", "variance", "gamma", "beta"];
      return together(NORM_FIXED_GRADIENT, inputs, attributes, names);
    },
  },
  refusing(NORM_GRADIENT),
  refusing(NORM_FIXED_GRADIENT),
];

/**
 * One kernel gives all gradients at once. It runs before the tape asks for them one by one, since the
 * tape tidies up after each: what the first call made besides its own answer would be gone.
 */
function together(
  kernelName: string,
  inputs: NamedTensorMap,
  attributes: Parameters<GradConfig["gradFunc"]>[2],
  names: readonly string[],
): { [name: string]: () => Tensor } {
  const outputs = engine().runKernel(kernelName, inputs, attributes) as Tensor[];
  return Object.fromEntries(names.map((name, i) => [name, () => outputs[i]!]));
}

function refusing(kernelName: string): GradConfig {
  return {
    kernelName,
    gradFunc: () => {
      throw new Error(
        `${kernelName} has no gradient of its own: use a norm composed of TensorFlow.js operations ` +
          "where a gradient of a gradient is needed, by setting a backend that has no kernels of ours: " +
          "webgl, or webgpu without registerWebGPUNorms",
      );
    },
  };
}
