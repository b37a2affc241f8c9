/** Roots whose gradient is 0, and not NaN, where there is nothing to take the root of. */

import { add, mul, rsqrt, sqrt, step, sub, type Tensor } from "@tensorflow/tfjs-core";

/** `sqrt(x)`. */
export function root(x: Tensor): Tensor {
  return guarded(x, sqrt);
}

/** `sqrt(variance + epsilon)`. */
export function deviationOf(variance: Tensor, epsilon: number): Tensor {
  return epsilon > 0 ? sqrt(add(variance, epsilon)) : root(variance);
}

/** `1 / sqrt(variance + epsilon)`; 0 where that would divide by 0. */
export function rstdOf(variance: Tensor, epsilon: number): Tensor {
  return epsilon > 0 ? rsqrt(add(variance, epsilon)) : guarded(variance, rsqrt);
}

// A factor, and not `where`: its condition would be on the tape, which comparisons must not be.
function guarded(x: Tensor, f: (x: Tensor) => Tensor): Tensor {
  const positive = step(x);
  return mul(f(add(x, sub(1, positive))), positive);
}
