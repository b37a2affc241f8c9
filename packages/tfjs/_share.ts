/** Two norms of one input, mixed by a share that is learned. */

import { add, mul, sub, type Tensor, type Tensor1D } from "@tensorflow/tfjs-core";
import { clip } from "./_bounds.ts";
import { type Channels, perChannel } from "./_channels.ts";

/** `rho * a + (1 - rho) * b`, with a rho per channel that is clipped to `[0, 1]`. */
export function mixByShare(
  rho: Tensor1D,
  [a, b]: readonly [Tensor, Tensor],
  at: Channels,
): Tensor {
  const share = clip(perChannel("rho", rho, at), [0, 1]);
  return add(mul(a, share), mul(b, sub(1, share)));
}
