/** Room for the sums of a gradient, and for what is made of them. */

import type { GradientSums, Projection } from "./engine.ts";
import type { Plan } from "./plan.ts";

/** Zeros. */
export function createSums({ statistics, affines }: Plan): GradientSums {
  const [g, gxhat] = createPair(statistics);
  return { g, gxhat, dgamma: new Float64Array(affines), dbeta: new Float64Array(affines) };
}

/** Zeros: nothing is lost. */
export function createProjection({ statistics }: Plan): Projection {
  const [offset, slope] = createPair(statistics);
  return { offset, slope };
}

/** In one buffer, which callers never see: to make one takes longer than to fill a short one. */
function createPair(length: number): readonly [Float64Array, Float64Array] {
  const { buffer } = new Float64Array(2 * length);
  return [new Float64Array(buffer, 0, length), new Float64Array(buffer, 8 * length)];
}
