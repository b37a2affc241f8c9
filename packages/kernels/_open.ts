/** What every norm over instances does first: read the shape, check the arrays, find the outputs. */

import { checkArray, checkEpsilon, checkOut } from "./_check.ts";
import { createInstances, type Instances } from "./_instances.ts";
import type { Moments } from "./engine.ts";
import type { ActivationNormOptions, FloatArray, GivenMoments } from "./types.ts";

const DEFAULT_EPSILON = 1e-5;

/** Checks `x` and finds `y`. */
export function openForward<T extends FloatArray>(
  x: T,
  options: ActivationNormOptions & { readonly out?: { readonly y?: T } },
  defaultEpsilon: number = DEFAULT_EPSILON,
): { readonly at: Instances; readonly y: T; readonly epsilon: number } {
  const at = createInstances(options);
  const { epsilon = defaultEpsilon } = options;
  checkArray("x", x, { length: at.plan.size, unit: "the product of shape" });
  checkEpsilon(epsilon);
  return { at, y: checkOut("y", options.out, x, { inputs: { x } }), epsilon };
}

/** Checks `dy` and `x` and finds `dx`. */
export function openBackward<T extends FloatArray>(
  dy: T,
  x: T,
  options: ActivationNormOptions & { readonly out?: { readonly dx?: T } },
  defaultEpsilon: number = DEFAULT_EPSILON,
): { readonly at: Instances; readonly dx: T; readonly epsilon: number } {
  const at = createInstances(options);
  const { epsilon = defaultEpsilon } = options;
  checkArray("dy", dy, { length: at.plan.size, unit: "the product of shape" });
  checkArray("x", x, { length: at.plan.size, unit: "the product of shape" });
  checkEpsilon(epsilon);
  return { at, dx: checkOut("dx", options.out, x, { inputs: { dy, x } }), epsilon };
}

/** The moments that forward returned, checked; the caller may know them by other names. */
export function keptMoments(
  { mean, variance }: GivenMoments,
  { n, c }: Instances,
  names: readonly [mean: string, variance: string] = ["mean", "variance"],
): Moments {
  const wanted = { length: n * c, unit: "channels of each sample" };
  checkArray(names[0], mean, wanted);
  checkArray(names[1], variance, wanted);
  return { mean: Float64Array.from(mean), variance: Float64Array.from(variance) };
}
