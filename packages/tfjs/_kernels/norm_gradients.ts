/** The gradients of our kernels, for the tape of TensorFlow.js. */

import { engine, type GradConfig, type NamedTensorMap, type Tensor } from "@tensorflow/tfjs-core";
import { NORM, NORM_FIXED, NORM_FIXED_GRADIENT, NORM_GRADIENT } from "./kernel_names.ts";

/** What is registered once, for all backends. */
export const NORM_GRADIENTS: readonly GradConfig[] = [
  {
    kernelName: NORM,
    saveAllInputs: true,
    outputsToSave: [false, true],
    gradFunc: (dys, saved, attributes) => {
      const [x, gamma, _beta, moments] = saved as [Tensor, Tensor, Tensor, Tensor];
      const [dy, dmoments] = dys as Tensor[];
      const inputs = { dy: dy!, dmoments: dmoments!, x, gamma, moments };
      return lazily(NORM_GRADIENT, inputs, attributes, ["x", "gamma", "beta"]);
    },
  },
  {
    kernelName: NORM_FIXED,
    saveAllInputs: true,
    gradFunc: (dy, saved, attributes) => {
      const [x, mean, variance, gamma] = saved as [Tensor, Tensor, Tensor, Tensor];
      const inputs = { dy: dy as Tensor, x, mean, variance, gamma };
      const names = ["x", "mean", "variance", "gamma", "beta"];
      return lazily(NORM_FIXED_GRADIENT, inputs, attributes, names);
    },
  },
  refusing(NORM_GRADIENT),
  refusing(NORM_FIXED_GRADIENT),
];

/** One kernel gives all gradients; the tape asks for them one by one, or for some of them only. */
function lazily(
  kernelName: string,
  inputs: NamedTensorMap,
  attributes: Parameters<GradConfig["gradFunc"]>[2],
  names: readonly string[],
): { [name: string]: () => Tensor } {
  let outputs: Tensor[] | undefined;
  const compute = () => outputs ??= engine().runKernel(kernelName, inputs, attributes) as Tensor[];
  return Object.fromEntries(names.map((name, i) => [name, () => compute()[i]!]));
}

function refusing(kernelName: string): GradConfig {
  return {
    kernelName,
    gradFunc: () => {
      throw new Error(
        `${kernelName} has no gradient of its own: use a norm composed of TensorFlow.js operations ` +
          "where a gradient of a gradient is needed, by setting a backend other than cpu or wasm",
      );
    },
  };
}
