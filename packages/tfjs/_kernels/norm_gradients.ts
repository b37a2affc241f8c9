/** The gradients of our kernels, for the tape of TensorFlow.js. */

import { engine, type GradConfig, type NamedTensorMap, type Tensor } from "@tensorflow/tfjs-core";
import { NORM, NORM_FIXED, NORM_FIXED_GRADIENT, NORM_GRADIENT } from "./kernel_names.ts";
import { NORM_FIXED_SECOND_GRADIENT } from "./norm_fixed_second_gradient.ts";
import { NORM_SECOND_GRADIENT } from "./norm_second_gradient.ts";

/** What is registered once, for all backends. */
export const NORM_GRADIENTS: readonly GradConfig[] = [
  {
    kernelName: NORM,
    // All inputs are always there: an absent one that is to be saved crashes the tape.
    inputsToSave: ["x", "gamma"],
    outputsToSave: [false, true, false, false],
    gradFunc: (dys, saved, attributes) => {
      const [x, gamma, moments] = saved as [Tensor, Tensor, Tensor];
      // Nobody but the tape sees the moments as rows.
      const [dy, , dmean, dvariance] = dys as [Tensor, Tensor, Tensor, Tensor];
      const inputs = { dy, dmean, dvariance, x, gamma, moments };
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
  NORM_SECOND_GRADIENT,
  NORM_FIXED_SECOND_GRADIENT,
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
