/** The larger of a tensor and another that is broadcast to it. */

import { add, maximum, type Tensor, zerosLike } from "@tensorflow/tfjs-core";

/** `max(x, other)`. The gradient of stock `maximum` does not sum over what it has broadcast; ours does. */
export function largerOf(x: Tensor, other: Tensor): Tensor {
  return maximum(x, add(zerosLike(x), other));
}
