/** Bounds whose gradients can be differentiated again: stock ones compare on the tape, and that throws. */

import {
  add,
  customGrad,
  type GradSaveFunc,
  isNaN,
  maximum,
  mul,
  neg,
  step,
  sub,
  type Tensor,
  where,
  zerosLike,
} from "@tensorflow/tfjs-core";

/** `max(x, other)`; the other is broadcast, and its gradient summed over that, which stock forgets. */
export function largerOf(x: Tensor, other: Tensor | number): Tensor {
  return customGrad((...given) => {
    const [x, other, save] = given as [Tensor, Tensor, GradSaveFunc];
    save([x, other]);
    return {
      // Stock wasm keeps a NaN of the first alone.
      value: where(isNaN(other), other, maximum(x, other)),
      gradFunc: (dy: Tensor, [x, other]: Tensor[]) => {
        const below = step(sub(other!, x!));
        return [mul(dy, sub(1, below)), mul(dy, below)];
      },
    };
  })(x, add(zerosLike(x), other));
}

/** `min(max(x, low), high)`; what is out of range gets no gradient. */
export function clip(x: Tensor, [low, high]: readonly [number, number]): Tensor {
  return neg(largerOf(neg(largerOf(x, low)), -high));
}
