/** Room for the sums of a gradient. */

import type { GradientSums } from "./engine.ts";
import type { Plan } from "./plan.ts";

/** Zeros. */
export function createSums({ statistics, affines }: Plan): GradientSums {
  return {
    g: new Float64Array(statistics),
    gxhat: new Float64Array(statistics),
    dgamma: new Float64Array(affines),
    dbeta: new Float64Array(affines),
  };
}
