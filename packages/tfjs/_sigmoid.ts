/** The logistic function, with a gradient that can be differentiated again. */

import {
  customGrad,
  type GradSaveFunc,
  mul,
  sigmoid,
  sub,
  type Tensor,
} from "@tensorflow/tfjs-core";

/**
 * `1 / (1 + exp(-x))`. Stock `sigmoid` keeps its output for backward, and the tape loses track of where
 * that came from: the gradient of its gradient is silently wrong. This one keeps its input.
 */
export function sigmoidOf(x: Tensor): Tensor {
  return customGrad((...given) => {
    const [x, save] = given as [Tensor, GradSaveFunc];
    save([x]);
    return {
      value: sigmoid(x),
      gradFunc: (dy: Tensor, [x]: Tensor[]) => {
        const y = sigmoidOf(x!);
        return mul(dy, mul(y, sub(1, y)));
      },
    };
  })(x);
}
