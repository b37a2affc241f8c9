import {
  exp,
  getGradient,
  grad,
  mul,
  registerGradient,
  sigmoid,
  tanh,
  type Tensor,
  tensor1d,
} from "@tensorflow/tfjs-core";
import { registerSecondGradients } from "../second_gradients.ts";
import type { KnownBad } from "./types.ts";

/** `d/dx (x * f'(x))` at 0.5; with the factor `x`, stock gives a number instead of an error. */
function second(f: (x: Tensor) => Tensor): Tensor {
  return grad((x: Tensor) => mul(x, grad(f)(x)))(tensor1d([0.5]));
}

/** With ours, whose registration goes again for the sake of the next entry. */
function secondOfOurs(f: (x: Tensor) => Tensor): Tensor {
  const stock = ["Exp", "LeakyRelu", "Sigmoid", "Softmax", "Tanh"].map(getGradient);
  registerSecondGradients();
  try {
    return second(f);
  } finally {
    for (const gradient of stock) registerGradient(gradient);
  }
}

function entry(
  [name, kernelName]: readonly [string, string],
  f: (x: Tensor) => Tensor,
  { right, because }: { readonly right: number; readonly because: string },
): KnownBad {
  return {
    id: `second-gradient-${name}`,
    title: `The gradient of the gradient of \`tf.${name}\` takes the first one for a constant`,
    sources: [
      `https://github.com/tensorflow/tfjs/blob/master/tfjs-core/src/gradients/${kernelName}_grad.ts`,
    ],
    backends: ["cpu", "wasm"],
    right: [right],
    because,
    use: "`registerSecondGradients` of `@evenkeel/tfjs/second-gradients`",
    stock: () => second(f),
    ours: () => secondOfOurs(f),
  };
}

const AT = 0.5;
const LOGISTIC = 1 / (1 + Math.exp(-AT));
const LOGISTIC_SLOPE = LOGISTIC * (1 - LOGISTIC);
const TANH_SLOPE = 1 - Math.tanh(AT) ** 2;

/** Of `exp`: what a gradient penalty, or the curvature of a loss, goes through. */
export const SECOND_GRADIENT_EXP: KnownBad = entry(["exp", "Exp"], exp, {
  right: (1 + AT) * Math.exp(AT),
  because: "`(x exp(x))' = (1 + x) exp(x)`, at 0.5",
});

/** Of `sigmoid`. */
export const SECOND_GRADIENT_SIGMOID: KnownBad = entry(["sigmoid", "Sigmoid"], sigmoid, {
  right: LOGISTIC_SLOPE * (1 + AT * (1 - 2 * LOGISTIC)),
  because: "`(x s'(x))' = s'(x) (1 + x (1 - 2 s(x)))`, at 0.5",
});

/** Of `tanh`. */
export const SECOND_GRADIENT_TANH: KnownBad = entry(["tanh", "Tanh"], tanh, {
  right: TANH_SLOPE * (1 - 2 * AT * Math.tanh(AT)),
  because: "`(x t'(x))' = t'(x) (1 - 2 x t(x))`, at 0.5",
});
