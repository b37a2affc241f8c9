/**
 * Gradients of gradients that stock TensorFlow.js gets wrong or lacks.
 *
 * @module
 */

import {
  engine,
  exp,
  type GradConfig,
  mul,
  registerGradient,
  sigmoid,
  softmax,
  step,
  sub,
  sum,
  tanh,
  type Tensor,
  zerosLike,
} from "@tensorflow/tfjs-core";

type Attributes = Parameters<GradConfig["gradFunc"]>[2];
type Slope = (dy: Tensor, x: Tensor, attributes: Attributes) => Tensor;

// Stock keeps the output for all but one of them, and the tape does not know where that came from.
const SLOPES: readonly (readonly [kernel: string, input: string, slope: Slope])[] = [
  ["Exp", "x", (dy, x) => mul(dy, exp(x))],
  ["LeakyRelu", "x", (dy, x, { alpha }) => mul(dy, step(x, Number(alpha)))],
  ["Sigmoid", "x", (dy, x) => mul(dy, mul(sigmoid(x), sigmoid(mul(x, -1))))],
  ["Softmax", "logits", (dy, x) => {
    const y = softmax(x);
    const weighted = mul(dy, y);
    return sub(weighted, mul(sum(weighted, -1, true), y));
  }],
  ["Tanh", "x", (dy, x) => {
    const y = tanh(x);
    return mul(dy, sub(1, mul(y, y)));
  }],
];

/**
 * Makes gradients of gradients right on every backend. Those of stock `exp`, `sigmoid`, `tanh` and
 * `softmax` are silently wrong: this replaces their first gradients by ones that can be differentiated
 * again, which compute the output a second time. `leakyRelu`, `avgPool`, `depthwiseConv2d` and
 * `image.resizeBilinear` have none in stock TensorFlow.js, which throws; here they get one.
 *
 * Norms of `@evenkeel/tfjs` need none of this, and nor do `conv2d`, `matMul`, `relu` and arithmetic.
 * `maxPool`, `elu`, `selu`, `clipByValue` and `logSumExp` go on throwing; `logSoftmax` stays wrong, since
 * its gradient is not in the registry.
 *
 * Call it after the imports: it replaces what they register. Calling it again changes nothing.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import "@tensorflow/tfjs-layers"; // registers the first gradients, as @tensorflow/tfjs does
 * import { registerSecondGradients } from "@evenkeel/tfjs/second-gradients";
 * import { exp, grad, scalar, type Tensor } from "@tensorflow/tfjs-core";
 * import { assert } from "@std/assert";
 *
 * registerSecondGradients();
 * const second = grad((x: Tensor) => grad(exp)(x))(scalar(1));
 * assert(Math.abs(second.dataSync()[0]! - Math.E) < 1e-6);
 * ```
 */
export function registerSecondGradients(): void {
  for (const [kernelName, input, slope] of SLOPES) {
    registerGradient({
      kernelName,
      inputsToSave: [input],
      gradFunc: (dy, [x], attributes) => ({
        [input]: () => slope(dy as Tensor, x!, attributes),
      }),
    });
  }
  registerGradient(pooled);
  registerGradient(resized);
  registerGradient(convolved);
  registerGradient(filtered);
}

// The first gradients of these are linear, so the second ones are what the kernel does forward.

const pooled: GradConfig = {
  kernelName: "AvgPoolGrad",
  inputsToSave: ["input"],
  gradFunc: (ddx, [input], attributes) => ({
    dy: () => run("AvgPool", { x: ddx as Tensor }, attributes),
    input: () => zerosLike(input!),
  }),
};

const resized: GradConfig = {
  kernelName: "ResizeBilinearGrad",
  inputsToSave: ["dy", "images"],
  gradFunc: (ddx, [dy, images], attributes) => ({
    dy: () => {
      const size = dy!.shape.slice(1, 3);
      return run("ResizeBilinear", { images: ddx as Tensor }, { ...attributes, size });
    },
    images: () => zerosLike(images!),
  }),
};

const convolved: GradConfig = {
  kernelName: "DepthwiseConv2dNativeBackpropInput",
  inputsToSave: ["dy", "filter"],
  gradFunc: (ddx, [dy, filter], attributes) => {
    const x = ddx as Tensor;
    const filterShape = filter!.shape;
    return {
      dy: () => run("DepthwiseConv2dNative", { x, filter: filter! }, attributes),
      filter: () =>
        run("DepthwiseConv2dNativeBackpropFilter", { x, dy: dy! }, { ...attributes, filterShape }),
    };
  },
};

const filtered: GradConfig = {
  kernelName: "DepthwiseConv2dNativeBackpropFilter",
  inputsToSave: ["x", "dy"],
  gradFunc: (ddfilter, [x, dy], attributes) => {
    const filter = ddfilter as Tensor;
    const inputShape = x!.shape;
    return {
      x: () =>
        run("DepthwiseConv2dNativeBackpropInput", { dy: dy!, filter }, {
          ...attributes,
          inputShape,
        }),
      dy: () => run("DepthwiseConv2dNative", { x: x!, filter }, attributes),
    };
  },
};

function run(kernel: string, inputs: Readonly<Record<string, Tensor>>, attributes: Attributes) {
  return engine().runKernel(kernel, { ...inputs }, attributes) as Tensor;
}
